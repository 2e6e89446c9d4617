/** Where models that were trained with different losses differ, over seeds. */
import type { Predictions } from '../predictions/predictions.ts'
import { meanInterval, meanOf } from '../statistics/index.ts'
import { recalls } from '../training/metrics/classes.ts'
import {
  type Band,
  binEdges,
  type CalibrationBin,
  calibrationBins,
  calibrationError,
  type Histogram,
  histogram,
  residualBands,
} from './distributions.ts'
import { type RowErrors, rowErrors } from './row-errors.ts'

const bins = 40
const groups = 20
const calibrationRanges = 15
/** Examples on each side. */
const mostExamples = 6

/** One number over seeds; low and high are the 95 % interval by Student's t, null for one. */
export type OverSeeds = { mean: number; low: number | null; high: number | null }

/** What is seen of a model: predictions of one run. */
export type Seen = { errors: RowErrors; recalls: number[] | null }

export type SetupDifference = {
  /** Of residuals, or of the errors of classes; all seeds together. */
  histogram: Histogram
  /** Of classes, in their order: NaN for one without rows. */
  recalls: OverSeeds[] | null
  calibration: { bins: CalibrationBin[]; error: OverSeeds } | null
  residuals: Band[] | null
}

/** A row that two models judge differently. Errors and what was said are means over seeds, of classes the most frequent. */
export type Example = {
  row: number
  target: number
  first: { error: number; said: number }
  second: { error: number; said: number }
}

export function seenOf(predictions: Predictions): Seen {
  const errors = rowErrors(predictions)
  const { task, targets, outputWidth } = predictions
  const classes = task === 'binary' ? 2 : outputWidth
  return {
    errors,
    recalls: task === 'regression' ? null : recalls(Int32Array.from(errors.said), targets, classes),
  }
}

function overSeeds(values: readonly number[]): OverSeeds {
  const interval = values.every(Number.isFinite) ? meanInterval(values) : null
  return { mean: meanOf(values), low: interval?.low ?? null, high: interval?.high ?? null }
}

const spreadOf = ({ residuals, errors }: RowErrors) => residuals ?? errors

function* joined(seen: readonly Seen[], of: (errors: RowErrors) => Iterable<number>): Generator<number> {
  for (const { errors } of seen) yield* of(errors)
}

/** The same for all setups, so that their histograms lie over one another. */
export function commonEdges(setups: readonly (readonly Seen[])[]): number[] {
  const first = setups[0]?.[0]
  // Errors of classes lie between 0 and 1.
  if (first && !first.errors.residuals)
    return Array.from({ length: bins / 2 + 1 }, (_, at) => (2 * at) / bins)
  return binEdges(joined(setups.flat(), spreadOf), bins)
}

export function setupDifference(
  seen: readonly Seen[],
  targets: ArrayLike<number>,
  edges: readonly number[],
): SetupDifference {
  const isNumbers = seen.every(({ errors }) => errors.residuals)
  const recallsOf = seen.flatMap((one) => (one.recalls ? [one.recalls] : []))
  return {
    histogram: histogram(joined(seen, spreadOf), edges),
    recalls: recallsOf[0]?.map((_, label) => overSeeds(recallsOf.map((of) => of[label] as number))) ?? null,
    calibration: calibrationOf(seen, targets),
    residuals: isNumbers
      ? residualBands(
          Float64Array.from(joined(seen, ({ said }) => said)),
          Float64Array.from(joined(seen, spreadOf)),
          groups,
        )
      : null,
  }
}

function calibrationOf(seen: readonly Seen[], targets: ArrayLike<number>): SetupDifference['calibration'] {
  const sure = seen.flatMap(({ errors: { confidence, said } }) => (confidence ? [{ confidence, said }] : []))
  if (sure.length < seen.length) return null
  const rows = targets.length
  const said = Float64Array.from(sure.flatMap((one) => Array.from(one.said)))
  const all = Float64Array.from(sure.flatMap((one) => Array.from(one.confidence)))
  const errors = sure.map((one) =>
    calibrationError(
      calibrationBins(one.confidence, (row) => one.said[row] === targets[row], calibrationRanges),
    ),
  )
  return {
    bins: calibrationBins(all, (at) => said[at] === targets[at % rows], calibrationRanges),
    error: overSeeds(errors),
  }
}

function mostFrequent(values: readonly number[]): number {
  const times = (value: number) => values.filter((other) => other === value).length
  return values.reduce((best, value) => (times(value) > times(best) ? value : best), values[0] as number)
}

/** The places of the largest numbers above 0, the largest first. */
function largest(numbers: Float64Array, most: number): number[] {
  const places: number[] = []
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number
    const last = places.at(-1)
    if (!(number > 0) || (places.length === most && number <= (numbers[last as number] as number))) continue
    const before = places.findIndex((place) => (numbers[place] as number) < number)
    places.splice(before === -1 ? places.length : before, 0, at)
    places.length = Math.min(places.length, most)
  }
  return places
}

/** The rows whose errors differ most: those that the first judges better, and those that the second does. */
export function examplesOf(
  first: readonly Seen[],
  second: readonly Seen[],
  targets: ArrayLike<number>,
): { first: Example[]; second: Example[] } {
  const isNumbers = first.every(({ errors }) => errors.residuals)
  const errorOf = (seen: readonly Seen[], row: number) =>
    seen.reduce((sum, { errors }) => sum + (errors.errors[row] as number), 0) / seen.length
  const judged = (seen: readonly Seen[], row: number) => {
    const said = seen.map(({ errors }) => errors.said[row] as number)
    return { error: errorOf(seen, row), said: isNumbers ? meanOf(said) : mostFrequent(said) }
  }
  const lead = Float64Array.from({ length: targets.length }, (_, row) => {
    const ahead = errorOf(second, row) - errorOf(first, row)
    return Number.isFinite(ahead) ? ahead : 0
  })
  const described = (row: number): Example => {
    return { row, target: targets[row] as number, first: judged(first, row), second: judged(second, row) }
  }
  return {
    first: largest(lead, mostExamples).map(described),
    second: largest(
      lead.map((ahead) => -ahead),
      mostExamples,
    ).map(described),
  }
}
