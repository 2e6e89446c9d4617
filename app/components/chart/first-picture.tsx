import { smoothed } from '../../../lib/plot/smoothing.ts'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { PicturePlace } from './framed-marks.tsx'
import { type ChartLine, dashOf, drawnRange, stepRange, type XAxis } from './line.ts'
import { columnPath, linePath, onPaper, type Place } from './picture-path.ts'

type Props = {
  lines: readonly ChartLine[]
  scale: YScale
  smoothing: number
  x: XAxis
  zoom: readonly [number, number] | null
  hasFlags: boolean
  /** Where it stands within a framed picture; over the chart's area without it. */
  place?: PicturePlace
}

/** Units of the drawing where it is stretched over the chart's area; within a frame ten to a pixel, as they are whole. */
const stretched = { width: 1000, height: 1000 }
const unitsAPixel = 10
/**
 * Longer lines are drawn by the extremes of columns, for the moment that the picture is seen; one that is saved is
 * drawn in full.
 */
const mostPoints = 500

/** The lines as the server can draw them, so that the curve is there with the page and not only when its program has started. */
export function FirstPicture({ lines, scale, smoothing, x, zoom, hasFlags, place }: Props) {
  const size = place ? { width: place.width * unitsAPixel, height: place.height * unitsAPixel } : stretched
  const [from, to] = drawnRange(zoom ?? stepRange(lines), x)
  const left = x.of(from)
  const width = x.of(to) - left || 1
  const at = (step: number, value: number) => {
    const right = ((x.of(step) - left) / width) * size.width
    const up = ((scale.height(value) - scale.min) / (scale.max - scale.min)) * size.height
    return [Math.round(right), onPaper(Math.round(size.height - up))] as const
  }
  return (
    <svg
      {...(place ? { ...place, className: 'framed-lines' } : { className: 'first-picture' })}
      data-flags={hasFlags}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {scale.ticks.map((tick) => (
        <path key={tick} d={`M${at(from, tick).join(' ')}H${size.width}`} stroke="var(--line)" />
      ))}
      {lines.map((line) => (
        <path
          key={line.key}
          d={pathOf(line, smoothing, at, place !== undefined)}
          stroke={`var(--hue-${line.hue % 8})`}
          strokeWidth={line.stroke === 'validation' ? 2.25 : 1.25}
          strokeDasharray={dashOf(line).join(' ') || undefined}
          opacity={line.isDimmed ? 0.25 : 1}
        />
      ))}
    </svg>
  )
}

function pathOf(
  { columns, averages }: ChartLine,
  smoothing: number,
  at: (step: number, value: number) => ReturnType<Place>,
  isWhole: boolean,
): string {
  const isSmooth = smoothing > 0 && averages !== undefined
  const { steps, values } = isSmooth ? averages : columns
  const shown = isSmooth ? smoothed(values, smoothing) : values
  const place: Place = (i) => {
    const value = shown[i] as number
    return Number.isFinite(value) ? at(steps[i] as number, value) : [0, Number.NaN]
  }
  return (isWhole || steps.length <= mostPoints ? linePath : columnPath)(steps.length, place)
}
