import type { YScale } from '../../../lib/plot/y-scale.ts'
import { type Curves, rangeOf } from './curve.ts'
import { CurvePicture } from './curve-picture.tsx'
import { dashText, FramedPicture } from './framed-picture.tsx'
import { drawnRange, type XAxis } from './line.ts'

type Props = {
  title: string
  curves: Curves
  scale: YScale
  x: XAxis
  zoom: readonly [number, number] | null
}

/** The chart of a comparison as a figure that stands alone. */
export function CurvesFigure({ title, curves, scale, x, zoom }: Props) {
  const range = drawnRange(zoom ?? rangeOf(curves), x)
  const named = [...curves.lines.filter(({ told }) => told !== null), ...curves.bands]
  const legend = named.map(({ key, label, hue, dash }) => ({ key, label, hue, dash: dashText(dash) }))
  // Of a smoothed curve the line behind it says the same name.
  const once = legend.filter(
    ({ label, hue }, i) => legend.findIndex((other) => other.label === label && other.hue === hue) === i,
  )
  const marks = curves.bad.map(({ x: at, ...bad }) => ({ at, ...bad }))
  return (
    <FramedPicture {...{ title, scale, x, range, marks }} legend={once}>
      {(place) => <CurvePicture {...{ curves, scale, x, range, place }} />}
    </FramedPicture>
  )
}
