/** Which curves are near the pointer: by a search in each, since they have points at places of their own. Pure. */
import { type Curve, type CurveBand, type Curves, firstFrom } from './curve.ts'

/** Where a value stands, in pixels from the top. */
type Top = (value: number) => number

export type Near = { of: string; key: string; hue: number; away: number } & (
  | { line: Curve; at: number }
  | { band: CurveBand; at: number }
)

/** The place of the point nearest to x. */
export function nearestPlace(xs: Float64Array, x: number): number {
  const after = Math.min(xs.length - 1, firstFrom(xs, x))
  const before = after - 1
  return before >= 0 && x - (xs[before] as number) <= (xs[after] as number) - x ? before : after
}

/** All that has a point near x, the nearest to the pointer first. `reach`: how far a curve may be beyond its ends. */
export function nearCurves(
  { lines, bands }: Curves,
  x: number,
  pointer: number,
  top: Top,
  reach: number,
): Near[] {
  const near: Near[] = []
  for (const band of bands) {
    const at = placeNear(band.band.xs, x, reach)
    if (at === null) continue
    const height = top(band.band.middle[at] as number)
    near.push({ of: band.of, key: band.key, hue: band.hue, away: awayFrom(height, pointer), band, at })
  }
  for (const line of lines) {
    if (!line.told) continue
    const at = placeNear(line.xs, x, reach)
    if (at === null) continue
    near.push({
      of: line.of,
      key: line.key,
      hue: line.hue,
      away: awayFrom(heightAt(line, x, top), pointer),
      line,
      at,
    })
  }
  return near.sort((a, b) => a.away - b.away)
}

function placeNear(xs: Float64Array, x: number, reach: number): number | null {
  if (xs.length === 0) return null
  const isThere = x >= (xs[0] as number) - reach && x <= (xs.at(-1) as number) + reach
  return isThere ? nearestPlace(xs, x) : null
}

/** On the straight line between the points around x. */
function heightAt({ xs, values }: Curve, x: number, top: Top): number {
  const after = firstFrom(xs, x)
  const [left, right] = [top(values[after - 1] ?? Number.NaN), top(values[after] ?? Number.NaN)]
  if (!Number.isFinite(left)) return right
  if (!Number.isFinite(right)) return left
  const [from, to] = [xs[after - 1] as number, xs[after] as number]
  return left + ((right - left) * (x - from)) / (to - from)
}

function awayFrom(top: number, pointer: number): number {
  return Number.isFinite(top) ? Math.abs(top - pointer) : Number.MAX_VALUE
}
