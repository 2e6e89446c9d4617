/** How errors are spread: histograms, residuals by prediction, calibration. */

function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const rest = at - Math.floor(at)
  const below = sorted[Math.floor(at)] as number
  const above = sorted[Math.ceil(at)] as number
  return Math.min(above, Math.max(below, between(below, above, rest)))
}

/**
 * Never falls while the share rises: a product of the smallest numbers with each share would, as it is rounded to a
 * whole one of them.
 */
function between(from: number, to: number, share: number): number {
  const difference = to - from
  // The difference may be too large for a number, its half is none too small then.
  return Number.isFinite(difference)
    ? from + difference * share
    : 2 * (from / 2 + (to / 2 - from / 2) * share)
}

const finiteOf = (values: Iterable<number>) => Float64Array.from([...values].filter(Number.isFinite)).sort()

/** A range that holds one number; its double may be too large for one. */
function around(value: number): [number, number] {
  if (value === 0) return [0, 1]
  return value > 0 ? [value / 2, value] : [value, value / 2]
}

/** Ends of `bins` equal ranges that hold all values but the outermost hundredth on each side; [] without finite values. */
export function binEdges(values: Iterable<number>, bins: number): number[] {
  const sorted = finiteOf(values)
  if (sorted.length === 0) return []
  const low = quantile(sorted, 0.01)
  const high = quantile(sorted, 0.99)
  const [start, end] = high > low ? [low, high] : around(low)
  return Array.from({ length: bins + 1 }, (_, at) => between(start, end, at / bins))
}

export type Histogram = {
  /** In each range, the upper end taken by the last. */
  counts: number[]
  below: number
  above: number
  nonFinite: number
}

/** `edges` rise by equal steps, one more than there are ranges. */
export function histogram(values: Iterable<number>, edges: readonly number[]): Histogram {
  const bins = Math.max(0, edges.length - 1)
  const [first = 0, last = 0] = [edges[0], edges.at(-1)]
  const made: Histogram = { counts: new Array(bins).fill(0), below: 0, above: 0, nonFinite: 0 }
  for (const value of values) {
    if (!Number.isFinite(value)) made.nonFinite++
    else if (value < first) made.below++
    else if (value > last) made.above++
    else {
      // Halves, as the difference may be too large for a number; of the smallest numbers there are none.
      const share = (value / 2 - first / 2) / (last / 2 - first / 2) || 0
      const at = Math.min(bins - 1, Math.floor(share * bins))
      made.counts[at] = (made.counts[at] ?? 0) + 1
    }
  }
  return made
}

export type Band = { at: number; low: number; middle: number; high: number; count: number }

/** Of as many equally large groups by prediction: its mean, and the tenth, the half and nine tenths of the residuals. */
export function residualBands(
  predicted: ArrayLike<number>,
  residuals: ArrayLike<number>,
  groups: number,
): Band[] {
  const order = Array.from({ length: predicted.length }, (_, row) => row)
    .filter((row) => Number.isFinite(predicted[row]) && Number.isFinite(residuals[row]))
    .sort((a, b) => (predicted[a] as number) - (predicted[b] as number))
  return Array.from(
    { length: Math.min(groups, order.length) },
    (_, group, count = Math.min(groups, order.length)) => {
      const rows = order.slice(
        Math.floor((group * order.length) / count),
        Math.floor(((group + 1) * order.length) / count),
      )
      const sorted = Float64Array.from(rows, (row) => residuals[row] as number).sort()
      return {
        at: rows.reduce((sum, row) => sum + (predicted[row] as number), 0) / rows.length,
        ...{ low: quantile(sorted, 0.1), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.9) },
        count: rows.length,
      }
    },
  )
}

export type CalibrationBin = { confidence: number; accuracy: number; count: number }

/** Rows by their confidence, in `bins` equal ranges (a, b] from 0 to 1 (Guo et al. 2017); empty ones are left out. */
export function calibrationBins(
  confidence: ArrayLike<number>,
  isRight: (row: number) => boolean,
  bins: number,
): CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0, count: 0 }))
  for (let row = 0; row < confidence.length; row++) {
    const sure = confidence[row] as number
    const sum = sums[Math.max(0, Math.ceil(sure * bins) - 1)]
    if (!sum) continue
    sum.confidence += sure
    sum.right += isRight(row) ? 1 : 0
    sum.count++
  }
  return sums.flatMap(({ confidence: total, right, count }) =>
    count ? [{ confidence: total / count, accuracy: right / count, count }] : [],
  )
}

/** Σ n/N · |accuracy − confidence|; NaN without rows. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const rows = bins.reduce((sum, { count }) => sum + count, 0)
  return (
    bins.reduce((sum, { count, accuracy, confidence }) => sum + count * Math.abs(accuracy - confidence), 0) /
    rows
  )
}
