/**
 * Many runs as one line and a band. Where all runs are, the line is their mean (or median), step by step. A run that
 * has ended, or has not begun, is counted as going on beside the others at the distance that it had from their mean
 * there: its end makes no jump, and nothing is made up of how it would have moved. Means are arithmetic, on a
 * logarithmic axis too. Pure.
 */
import { meanInterval } from '../statistics/index.ts'
import { type Curve, endsOf, type Placed, placedOn } from './curve.ts'

export type Over = 'mean' | 'median'

/** NaN where there is none. `low` and `high`: the 95 % interval of the mean by Student's t, or the quartiles. */
export type Band = {
  xs: Float64Array
  middle: Float64Array
  low: Float64Array
  high: Float64Array
  /** How many runs have a finite value there. */
  counts: Float64Array
  /** Runs that have a finite value anywhere, and all of them. */
  carried: number
  total: number
}

/** Places at which a band is computed. Few enough for groups of hundreds, more than a chart has room for edges. */
const mostPlaces = 400

export function bandOf(curves: readonly Curve[], over: Over): Band {
  const xs = gridOf(curves)
  const placed = curves.filter((curve) => endsOf(curve) !== null).map((curve) => placedOn(xs, curve))
  const counts = xs.map((_, k) => placed.reduce((sum, { carries }) => sum + (carries[k] as number), 0))
  const means = chained(placed, xs.length)
  const whole = placed.map(({ values }) => beyondEnds(values, means))
  const none = () => new Float64Array(xs.length).fill(Number.NaN)
  const band = { xs, middle: none(), low: none(), high: none(), counts, carried: placed.length }
  const fewest = Math.max(2, placed.length / 2)
  for (let k = 0; k < xs.length; k++) {
    const mean = means[k] as number
    if (Number.isNaN(mean)) continue
    const values = whole.map((column) => column[k] as number)
    const sorted = over === 'median' ? values.toSorted((a, b) => a - b) : null
    band.middle[k] = sorted ? quantile(sorted, 0.5) : mean
    // Of less than half of the runs an interval would say more of those that are gone.
    if (presentAt(placed, k) < fewest) continue
    const interval = sorted ? null : meanInterval(values)
    const reach = interval ? interval.high - interval.mean : 0
    band.low[k] = sorted ? quantile(sorted, 0.25) : mean - reach
    band.high[k] = sorted ? quantile(sorted, 0.75) : mean + reach
  }
  return { ...band, total: curves.length }
}

/** Every x of the curves, or evenly fewer of them; the ends of all are among them, so that each run ends at a place. */
function gridOf(curves: readonly Curve[]): Float64Array {
  const all = new Set<number>()
  for (const { xs } of curves) for (const x of xs) all.add(x)
  const sorted = Float64Array.from(all).sort()
  if (sorted.length <= mostPlaces) return sorted
  const kept = new Set(curves.flatMap((curve) => endsOf(curve) ?? []))
  for (let i = 0; i < mostPlaces; i++)
    kept.add(sorted[Math.round((i * (sorted.length - 1)) / (mostPlaces - 1))] as number)
  return Float64Array.from(kept).sort()
}

function presentAt(placed: readonly Placed[], k: number): number {
  return placed.reduce((sum, { values }) => sum + (Number.isNaN(values[k]) ? 0 : 1), 0)
}

/**
 * The plain mean where most runs are; from there to both sides it moves as those do, on average, that are at both of
 * two places.
 */
function chained(placed: readonly Placed[], length: number): Float64Array {
  const means = new Float64Array(length).fill(Number.NaN)
  let [from, most] = [0, 0]
  for (let k = 0; k < length; k++) {
    const present = presentAt(placed, k)
    if (present > most) [from, most] = [k, present]
  }
  const plain = (k: number) => meanAt(placed, k, k)
  const go = (by: 1 | -1) => {
    for (let k = from + by; k >= 0 && k < length; k += by) {
      const before = means[k - by] as number
      const isAll = presentAt(placed, k) === placed.length
      const [old, now] = [meanAt(placed, k - by, k), meanAt(placed, k, k - by)]
      const next = before + (now - old)
      // With nobody at both places it begins anew, and where the step is more than a double holds.
      means[k] = isAll || !Number.isFinite(next) ? plain(k) : next
    }
  }
  if (most === 0) return means
  means[from] = plain(from)
  go(1)
  go(-1)
  return means
}

/** The mean at `k` of the runs that are there and at `other`. */
function meanAt(placed: readonly Placed[], k: number, other: number): number {
  const values = placed.flatMap(({ values }) =>
    Number.isNaN(values[k]) || Number.isNaN(values[other]) ? [] : [values[k] as number],
  )
  return values.reduce((sum, value) => sum + value / values.length, values.length ? 0 : Number.NaN)
}

/** A run with what it is counted as where it is not: its distance from the mean at its nearer end. */
function beyondEnds(values: Float64Array, means: Float64Array): Float64Array {
  const first = values.findIndex((value) => !Number.isNaN(value))
  const last = values.findLastIndex((value) => !Number.isNaN(value))
  const offset = (k: number) => (values[k] as number) - (means[k] as number)
  return values.map((value, k) => {
    if (k >= first && k <= last) return value
    return (means[k] as number) + offset(k < first ? first : last)
  })
}

/** By linear interpolation between order statistics, as NumPy's default. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number]
  return low === high ? low : low * (1 - (at % 1)) + high * (at % 1)
}
