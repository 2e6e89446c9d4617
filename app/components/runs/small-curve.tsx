import type { DrawnCurve } from '../../../lib/summary/drawn-curve.ts'

type Props = { curve: DrawnCurve; width: number; height: number }

/**
 * Train and validation loss at a glance: thin and bold, with a cross where a value is not finite. Paths count in
 * tenths of a pixel.
 */
export function SmallCurve({ curve: [train, validation, bad], width, height }: Props) {
  return (
    <svg
      className="small-curve"
      width={width}
      height={height}
      viewBox={`0 0 ${10 * width} ${10 * height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Loss curve"
    >
      {train && <path className="train" d={train} />}
      {validation && <path d={validation} />}
      {bad && <path className="bad" d={bad} />}
    </svg>
  )
}
