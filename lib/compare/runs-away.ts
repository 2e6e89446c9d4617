/** Where curves of one metric run away from the others, whatever was found in their runs. Pure. */
import type { Direction } from '../run.ts'

/** Where its points stand, and what is drawn there. */
type Drawn = { xs: Float64Array; values: Float64Array }

/** This many times what the others span: they would be a line at the edge of the picture. */
const farAway = 30
/** Curves that hardly move are lines in any picture. */
const leastSpan = 0.1
/** Fewer values than this tell no span. */
const leastValues = 5

/**
 * For each curve the place from which it leaves the others for the worse, having been among them; null where it does
 * not. The others are measured by a calm one: three quarters of all may run away together. A curve that rises to what
 * is better never runs away.
 */
export function runsAway(curves: readonly Drawn[], better: Direction): (number | null)[] {
  const sign = better === 'lower' ? 1 : -1
  const spans = curves
    .flatMap(({ values }) => {
      const finite = values.filter(Number.isFinite).map((value) => sign * value)
      return finite.length < leastValues ? [] : [spanOf(finite)]
    })
    .sort((a, b) => a.high - b.high)
  const calm = spans[Math.floor((spans.length - 1) / 4)]
  if (!calm || spans.length < 2) return curves.map(() => null)
  const { low, high } = calm
  const span = Math.max(high - low, leastSpan * Math.max(Math.abs(low), Math.abs(high)))
  return curves.map(({ xs, values }) => {
    let wasAmong = false
    let leftAt: number | null = null
    for (let i = 0; i < values.length; i++) {
      const value = sign * (values[i] as number)
      if (value <= high + span) [wasAmong, leftAt] = [true, null]
      else if (wasAmong && value > high + span) leftAt ??= xs[i] as number
      if (leftAt !== null && value > high + farAway * span) return leftAt
    }
    return null
  })
}

function spanOf(values: Float64Array): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return { low, high }
}
