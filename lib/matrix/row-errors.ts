/** How wrong predictions are, row by row. */
import type { NumberArray } from '../losses/index.ts'
import type { Predictions } from '../predictions/predictions.ts'
import { namedBits, namedClasses } from '../training/metrics/classes.ts'
import { givenBy } from './given.ts'
import { readingsBy } from './readings.ts'

export type RowErrors = {
  /** Of a number its distance from the target; of a class 1 less the probability of the true one, or 1 where another is named. */
  errors: Float64Array
  /** Of numbers: the prediction less the target. */
  residuals: Float64Array | null
  /** Of numbers: what was predicted; of classes the one that is named, −1 beside NaN. */
  said: NumberArray
  /** Of classes: the probability of the named one. Null where outputs tell no probability. */
  confidence: Float64Array | null
}

/** Tasks of which rows can be wrong by themselves, in one way. */
export function hasRowErrors({ task }: Pick<Predictions, 'task'>): boolean {
  return task === 'regression' || task === 'classification' || task === 'binary'
}

function ofNumbers(predictions: Predictions): RowErrors {
  const said = readingsBy(predictions)
  const residuals = Float64Array.from(said, (value, row) => value - (predictions.targets[row] as number))
  return { errors: residuals.map(Math.abs), residuals, said, confidence: null }
}

/** [rows, classes], of one of two classes also of both; null where there is none. */
function distribution(predictions: Predictions): { shares: NumberArray; classes: number } | null {
  const logs = givenBy(predictions)['log-probabilities']?.()
  const classes = predictions.task === 'binary' ? 2 : predictions.outputWidth
  return logs ? { shares: Float64Array.from(logs, Math.exp), classes } : null
}

function ofClasses(predictions: Predictions): RowErrors {
  const { task, targets, rows, outputWidth } = predictions
  const readings = readingsBy(predictions)
  const said = task === 'binary' ? namedBits(readings) : namedClasses(readings, outputWidth)
  const known = distribution(predictions)
  const shareOf = (row: number, label: number) =>
    known && label >= 0 ? (known.shares[row * known.classes + label] as number) : Number.NaN
  const errors = Float64Array.from({ length: rows }, (_, row) => {
    const label = targets[row] as number
    return known ? 1 - shareOf(row, label) : said[row] === label ? 0 : 1
  })
  const confidence = known && Float64Array.from(said, (label, row) => shareOf(row, label))
  return { errors, residuals: null, said, confidence }
}

/** Throws for a task without: see `hasRowErrors`. */
export function rowErrors(predictions: Predictions): RowErrors {
  if (predictions.task === 'regression') return ofNumbers(predictions)
  if (!hasRowErrors(predictions))
    throw new Error(`Rows of the task ${predictions.task} have no error of their own.`)
  return ofClasses(predictions)
}
