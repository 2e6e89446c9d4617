/** Tells a rise that came at once from one that came little by little. */
import { type Level, lastValues } from './level.ts'

/** Bins of before that are looked at beside those of the rise, as a share of them, and at least. */
const beforeShare = 0.5
const fewestBefore = 4

/**
 * How many bins ago it came at once: the last bins, of which `back` rise, are fitted better by a step between two levels than by a
 * level and a slope from it. Null where they are not.
 */
export function binsSinceStep(level: Level, back: number): number | null {
  const count = back + Math.max(fewestBefore, Math.round(beforeShare * back))
  const values = lastValues(level, Math.min(level.kept, count))
  let [step, slope, at] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let from = 1; from < values.length - 1; from++) {
    const ofStep = rest(values, (i) => (i < from ? 0 : 1))
    slope = Math.min(
      slope,
      rest(values, (i) => Math.max(0, i - from + 1)),
    )
    if (ofStep >= step) continue
    step = ofStep
    at = from
  }
  return step < slope ? values.length - at : null
}

/** What is left of the squares after the best line in `shape`. */
function rest(values: readonly number[], shape: (i: number) => number): number {
  const n = values.length
  let [sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const x = shape(i)
    const y = (values[i] as number) - (values[0] as number)
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
    syy += y * y
  }
  const spread = sxx - (sx * sx) / n
  const shared = sxy - (sx * sy) / n
  return syy - (sy * sy) / n - (spread > 0 ? (shared * shared) / spread : 0)
}
