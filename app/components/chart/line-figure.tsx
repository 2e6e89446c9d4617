import type { YScale } from '../../../lib/plot/y-scale.ts'
import { FirstPicture } from './first-picture.tsx'
import { FramedPicture } from './framed-picture.tsx'
import { type ChartLine, dashOf, drawnRange, type Reference, stepRange, type XAxis } from './line.ts'
import type { StepMark } from './step-marks.ts'

type Props = {
  title: string
  lines: readonly ChartLine[]
  scale: YScale
  smoothing: number
  x: XAxis
  zoom: readonly [number, number] | null
  references: readonly Reference[]
  stepMarks: readonly StepMark[]
  size?: { width: number; height: number }
}

/** The chart of a run's page as a figure that stands alone. */
export function LineFigure({ title, lines, scale, smoothing, x, zoom, references, stepMarks, size }: Props) {
  const marks = lines.flatMap(({ label, hue, columns: { steps, values } }) =>
    Array.from(values, (value, i) => ({ at: steps[i] as number, value, hue, label })).filter(
      ({ value }) => !Number.isFinite(value),
    ),
  )
  const legend = lines.map((line) => {
    const { key, label, hue } = line
    return { key, label, hue, dash: dashOf(line).join(' ') || undefined }
  })
  return (
    <FramedPicture
      {...{ title, scale, x, legend, marks, references, stepMarks, ...(size && { size }) }}
      drawn={lines.map(({ columns: { steps, values } }) =>
        Array.from(values, (value, i) => ({
          at: x.of(steps[i] as number),
          value: Number.isFinite(value) ? value : Number.NaN,
        })),
      )}
      range={drawnRange(zoom ?? stepRange(lines), x)}
    >
      {(place) => <FirstPicture {...{ lines, scale, smoothing, x, zoom, place }} hasFlags={false} />}
    </FramedPicture>
  )
}
