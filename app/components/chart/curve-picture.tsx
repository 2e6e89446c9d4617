import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Curves } from './curve.ts'
import type { PicturePlace } from './framed-marks.tsx'
import { dashText } from './framed-picture.tsx'
import type { XAxis } from './line.ts'
import { linePath, onPaper } from './picture-path.ts'

type Props = {
  curves: Curves
  scale: YScale
  x: XAxis
  range: readonly [number, number]
  /** Where it stands within a framed picture; over the chart's area without it. */
  place?: PicturePlace
}

/** Units of the drawing where it is stretched over the chart's area; within a frame ten to a pixel, as they are whole. */
const stretched = { width: 1000, height: 1000 }
const unitsAPixel = 10

type At = (x: number, value: number) => readonly [left: number, top: number]

/**
 * The curves and bands as the server can draw them, so that they are there with the page and not only when its
 * program has started.
 */
export function CurvePicture({ curves, scale, x, range, place }: Props) {
  const size = place ? { width: place.width * unitsAPixel, height: place.height * unitsAPixel } : stretched
  const left = x.of(range[0])
  const width = x.of(range[1]) - left || 1
  const down = (value: number) => {
    if (!Number.isFinite(value)) return Number.NaN
    return onPaper(
      Math.round((1 - (scale.height(value) - scale.min) / (scale.max - scale.min)) * size.height),
    )
  }
  const at: At = (step, value) => [Math.round(((x.of(step) - left) / width) * size.width), down(value)]
  const { lines, bands } = curves
  const strokes = [
    ...lines,
    ...bands.map(({ band, ...one }) => ({ ...one, xs: band.xs, values: band.middle })),
  ]
  return (
    <svg
      {...(place ? { ...place, className: 'framed-lines' } : { className: 'first-picture' })}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M0 ${down(tick)}H${size.width}`} stroke="var(--line)" />
      ))}
      {bands.map(({ key, hue, band }) => (
        <path
          key={key}
          className="band"
          d={bandPath(band, at)}
          fill={`var(--hue-${hue % 8})`}
          fillOpacity={0.15}
        />
      ))}
      {strokes.map(({ key, hue, dash, width, opacity, xs, values }) => (
        <path
          key={key}
          className="curve"
          d={linePath(xs.length, (i) => at(xs[i] as number, values[i] as number))}
          stroke={`var(--hue-${hue % 8})`}
          strokeWidth={width}
          strokeDasharray={dashText(dash)}
          opacity={opacity === 1 ? undefined : opacity}
        />
      ))}
    </svg>
  )
}

type Ends = { xs: Float64Array; low: Float64Array; high: Float64Array }

/** One shape for each stretch in which the band has both of its ends: along its top, and back along its foot. */
function bandPath({ xs, low, high }: Ends, at: At): string {
  let path = ''
  let start = 0
  for (let end = 0; end <= xs.length; end++) {
    if (end < xs.length && Number.isFinite(low[end]) && Number.isFinite(high[end])) continue
    if (end > start) {
      const from = start
      const edge = (ends: Float64Array) => (k: number) => at(xs[from + k] as number, ends[from + k] as number)
      const foot = Array.from({ length: end - start }, (_, k) => edge(low)(k).join(' '))
      path += `${linePath(end - start, edge(high))}L${foot.reverse().join('L')}Z`
    }
    start = end + 1
  }
  return path
}
