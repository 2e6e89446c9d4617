/** A table as a data set: one column is predicted from the others. */

import { createRandom } from '../../random.ts'
import { Refusal } from '../../refusal.ts'
import {
  canonicalCell,
  columnNamed,
  isMissing,
  numberOf,
  type Table,
  type TargetTask,
} from '../../tabular/index.ts'
import { type Dataset, isValidationRow, meanAndDeviation, type Split, type TargetScale } from './dataset.ts'
import { encodeColumn, type Features } from './features.ts'

const fewestRows = 20
/** This many rows of a class have a fifth that is a row. */
const fewestForFifth = 5
const mostNumbers = 200_000_000

/** The rows are shuffled before every fifth is held back, always in the same way: files are often sorted. */
const shuffleSeed = 5

type Rows = { train: number[]; validation: number[] }

/** Training and validation rows: of every class a fifth is held back, and of a class with two to four rows one. */
function divide(rows: readonly number[], classOf: (row: number) => number): Rows {
  const order = Int32Array.from(rows)
  createRandom(shuffleSeed).shuffle(order)
  const sizes = sizesOf(rows, classOf)
  const seen = new Map<number, number>()
  const divided: Rows = { train: [], validation: [] }
  for (const row of order) {
    const label = classOf(row)
    const count = seen.get(label) ?? 0
    const size = sizes.get(label) as number
    seen.set(label, count + 1)
    const isHeldBack = isValidationRow(count) || (size > 1 && size < fewestForFifth && count === size - 1)
    divided[isHeldBack ? 'validation' : 'train'].push(row)
  }
  return divided
}

function sizesOf(rows: readonly number[], classOf: (row: number) => number): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const row of rows) sizes.set(classOf(row), (sizes.get(classOf(row)) ?? 0) + 1)
  return sizes
}

/** What cannot be measured of classes that have a single row, which is trained on. */
function unmeasured(
  validation: readonly number[],
  truth: readonly number[],
  names: readonly string[],
): string[] {
  const there = new Set(validation.map((row) => truth[row]))
  const absent = names.filter((_name, label) => !there.has(label))
  if (absent.length === 0) return []
  const shown =
    absent.length > 5 ? `${absent.slice(0, 5).join(', ')} and ${absent.length - 5} more` : absent.join(', ')
  const cause = `Validation has no row of ${shown}, as the file has one only`
  return there.size > 1
    ? [`${cause}: the recall is NaN.`]
    : [`${cause}: recall, F1 and AUROC are NaN, and an accuracy of 1 says nothing.`]
}

function splitOf(
  rows: readonly number[],
  features: readonly Features[],
  truth: readonly number[],
  isClass: boolean,
): Split {
  const inputs = features.reduce((sum, { width }) => sum + width, 0)
  const data = new Float32Array(rows.length * inputs)
  for (const [index, row] of rows.entries()) {
    let at = index * inputs
    for (const { width, of } of features) {
      data.set(of(row), at)
      at += width
    }
  }
  const own = rows.map((row) => truth[row] as number)
  return { rows: rows.length, inputs: data, truth: isClass ? Int32Array.from(own) : Float64Array.from(own) }
}

/** Targets that are all the same in training stay in their unit: they have no deviation to be divided by. */
function scaleOf({ truth }: Split, unit: string): TargetScale {
  const { mean, deviation } = meanAndDeviation(truth)
  return { mean, deviation: deviation || 1, unit }
}

function requireSize(rows: number, inputs: number, target: string, ignored: readonly string[]): void {
  if (rows < fewestRows)
    throw new Refusal(
      'invalid',
      `Only ${rows} rows have a value of ${JSON.stringify(target)}: at least ${fewestRows} are needed.`,
    )
  if (inputs === 0)
    throw new Refusal(
      'invalid',
      `No other column can be used to predict ${JSON.stringify(target)}: ${ignored.slice(0, 5).join(' ') || 'there is none.'}`,
    )
  if (rows * inputs > mostNumbers)
    throw new Refusal(
      'invalid',
      `${rows} rows of ${inputs} inputs are ${rows * inputs} numbers: at most ${mostNumbers} can be held in memory.`,
    )
}

/**
 * Numbers and dates are standardized, categories get a bit each, missing values the median or a category of their own;
 * columns that tell nothing, and rows without the target, are left out. The notes say so.
 * Refuses a table with too few rows, without another column of use, or too large for the memory.
 */
export function tableDataset(table: Table, target: string, task: TargetTask): Dataset {
  const column = columnNamed(table, target)
  const isClass = task.kind !== 'regression'
  const classNames = isClass ? task.classes : null
  const places = new Map(classNames?.map((name, index) => [name, index]))
  const truth = column.values.map((cell) => {
    if (isMissing(cell)) return Number.NaN
    return isClass ? (places.get(canonicalCell(cell)) ?? Number.NaN) : numberOf(cell)
  })
  const rows = truth.flatMap((value, row) => (Number.isNaN(value) ? [] : [row]))
  const { train, validation } = divide(rows, (row) => (isClass ? (truth[row] as number) : 0))
  const notes: string[] = [...(table.notes ?? [])]
  const without = table.rows - rows.length
  if (without > 0)
    notes.push(
      `${without} ${without === 1 ? 'row' : 'rows'} without ${target} ${without === 1 ? 'is' : 'are'} left out.`,
    )
  if (classNames) notes.push(...unmeasured(validation, truth, classNames))
  else if (new Set(validation.map((row) => truth[row])).size === 1)
    notes.push(`${target} is the same in every row of validation: r2 is NaN.`)
  const features: Features[] = []
  const ignored: string[] = []
  for (const other of table.columns) {
    if (other.name === target) continue
    const encoded = encodeColumn(other, train)
    if ('features' in encoded) features.push(encoded.features)
    const note = 'ignored' in encoded ? `${other.name} ${encoded.ignored} and is not used.` : encoded.note
    if (note) notes.push(note)
    if (note && 'ignored' in encoded) ignored.push(note)
  }
  const inputs = features.reduce((sum, { width }) => sum + width, 0)
  requireSize(rows.length, inputs, target, ignored)
  const training = splitOf(train, features, truth, isClass)
  return {
    ...{ inputs, truthWidth: 1, classNames, notes },
    train: training,
    validation: splitOf(validation, features, truth, isClass),
    targetScale: isClass ? null : scaleOf(training, target),
    shown: (row) => ({
      cells: Object.fromEntries(
        table.columns.map(({ name, values }) => [name, values[validation[row] as number] ?? '']),
      ),
    }),
  }
}
