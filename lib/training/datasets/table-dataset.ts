/** A table as a data set: one column is predicted from the others. */
import { Refusal } from '../../refusal.ts'
import {
  canonicalCell,
  columnNamed,
  isMissing,
  numberOf,
  type Table,
  type TargetTask,
} from '../../tabular/index.ts'
import { createRandom } from '../random.ts'
import { type Dataset, isValidationRow, meanAndDeviation, type Split } from './dataset.ts'
import { encodeColumn, type Features } from './features.ts'

const fewestRows = 20
const mostNumbers = 200_000_000

/** The rows are shuffled before every fifth is held back, always in the same way: files are often sorted. */
const shuffleSeed = 5

/** Training and validation rows; of every class a fifth is held back. */
function divide(
  rows: readonly number[],
  classOf: (row: number) => number,
): { train: number[]; validation: number[] } {
  const order = Int32Array.from(rows)
  createRandom(shuffleSeed).shuffle(order)
  const seen = new Map<number, number>()
  const divided = { train: [] as number[], validation: [] as number[] }
  for (const row of order) {
    const count = seen.get(classOf(row)) ?? 0
    seen.set(classOf(row), count + 1)
    divided[isValidationRow(count) ? 'validation' : 'train'].push(row)
  }
  return divided
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
  const features: Features[] = []
  for (const other of table.columns) {
    if (other.name === target) continue
    const encoded = encodeColumn(other, train)
    if ('ignored' in encoded) notes.push(`${other.name} ${encoded.ignored} and is not used.`)
    else {
      features.push(encoded.features)
      if (encoded.note) notes.push(encoded.note)
    }
  }
  const inputs = features.reduce((sum, { width }) => sum + width, 0)
  requireSize(rows.length, inputs, target, notes)
  const training = splitOf(train, features, truth, isClass)
  return {
    ...{ inputs, truthWidth: 1, classNames, notes },
    train: training,
    validation: splitOf(validation, features, truth, isClass),
    targetScale: isClass ? null : { ...meanAndDeviation(training.truth), unit: target },
  }
}
