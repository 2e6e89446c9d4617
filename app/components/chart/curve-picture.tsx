import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Curves } from './curve.ts'
import type { XAxis } from './line.ts'

type Props = { curves: Curves; scale: YScale; x: XAxis; range: readonly [number, number] }

/** Units of the drawing; it is stretched over the chart's area. */
const size = 1000

/** The curves as the server can draw them, so that they are there with the page and not only when its program has started. */
export function CurvePicture({ curves, scale, x, range }: Props) {
  const left = x.of(range[0])
  const width = x.of(range[1]) - left || 1
  const across = (step: number) => Math.round(((x.of(step) - left) / width) * size)
  const down = (value: number) =>
    Math.round((1 - (scale.height(value) - scale.min) / (scale.max - scale.min)) * size)
  const { lines, bands } = curves
  const strokes = [
    ...lines,
    ...bands.map(({ band, ...one }) => ({ ...one, xs: band.xs, values: band.middle })),
  ]
  return (
    <svg
      className="first-picture"
      viewBox={`0 0 ${size} ${size}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M0 ${down(tick)}H${size}`} stroke="var(--line)" />
      ))}
      {strokes.map(({ key, hue, width, opacity, xs, values }) => (
        <path
          key={key}
          d={pathOf(xs, values, across, down)}
          stroke={`var(--hue-${hue % 8})`}
          strokeWidth={width}
          opacity={opacity === 1 ? undefined : opacity}
        />
      ))}
    </svg>
  )
}

function pathOf(
  xs: Float64Array,
  values: Float64Array,
  across: (step: number) => number,
  down: (value: number) => number,
): string {
  let path = ''
  let before: [number, number] | null = null
  for (let i = 0; i < xs.length; i++) {
    const at: [number, number] = [across(xs[i] as number), down(values[i] as number)]
    if (!Number.isFinite(at[1])) {
      before = null
      continue
    }
    const [right, up] = before ? [at[0] - before[0], at[1] - before[1]] : at
    path += `${before ? 'l' : 'M'}${right}${up < 0 ? '' : ' '}${up}`
    before = at
  }
  return path
}
