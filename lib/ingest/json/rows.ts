/** Rows of any program: objects with a step, a time, and numbers, nested or not. */
import { plural } from '../../format.ts'
import { timeIn } from '../cell.ts'
import type { Draft } from '../draft.ts'
import type { Mapping } from '../foreign.ts'
import { countsRows, faultOf, renamed } from '../mapping.ts'
import { epochNote, isEpochName, stepAmong, timeAmong } from '../steps.ts'
import { isObject, type JsonObject, numberOf, numbersIn } from './values.ts'

export type Row = { row: JsonObject }

/** What a run was started with, where rows repeat it. */
const paramKeys = new Set(['config', 'params', 'hparams', 'args'])
/** Rows that are looked at for the key of the step: the first ones may tell settings, or validation by epoch. */
const rowsAhead = 200

function* joined(first: readonly Row[], rest: Iterator<Row>): Generator<Row> {
  yield* first
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
}

/** Takes rows into a run. Tells what is wrong with the mapping, if anything is. */
export function readRows(rows: Iterable<Row>, draft: Draft, mapping: Mapping = {}): string | null {
  const { step: given, only, rename } = mapping
  const source = rows[Symbol.iterator]()
  const ahead: Row[] = []
  for (let next = source.next(); !next.done; next = source.next()) {
    ahead.push(next.value)
    if (ahead.length === rowsAhead) break
  }
  const keys = [...new Set(ahead.flatMap(({ row }) => Object.keys(row)))]
  const stepKey = countsRows(mapping, keys) ? null : (given ?? stepAmong(keys))
  if (stepKey !== null && !keys.includes(stepKey)) return faultOf({ step: stepKey }, keys, 'key')
  draft.steppedBy(stepKey, keys)
  const stepOf = createSteps(stepKey, draft)
  const texts = new Set<string>()
  // A key may come for the first time in the last row.
  const seen = new Set(keys)
  for (const { row } of joined(ahead, source)) {
    const step = stepOf(row)
    if (step === null) {
      draft.params(row)
      continue
    }
    const timeKey = timeAmong(Object.keys(row))
    const time = timeKey === null ? null : timeIn(row[timeKey])
    const values: [string, JsonObject[string]][] = []
    for (const [key, item] of Object.entries(row)) {
      seen.add(key)
      if (key === stepKey || (time !== null && key === timeKey)) continue
      if (paramKeys.has(key) && isObject(item)) draft.params(item)
      else values.push([key, item])
      if (typeof item === 'string' && numberOf(item) === undefined && item !== '') texts.add(key)
    }
    for (const [name, value] of numbersIn(Object.fromEntries(values))) {
      seen.add(name)
      if (!only || only.includes(name)) draft.add(renamed(name, rename), step, value, time ?? undefined)
    }
  }
  const wrong = faultOf(mapping, [...seen], 'key')
  if (wrong !== null) return wrong
  stepOf.close()
  const read = new Set(draft.names)
  const words = [...texts].filter((key) => !read.has(key))
  if (words.length) draft.note(`Left out, as they hold no numbers: ${words.join(', ')}.`)
  return null
}

/** The step of each row in turn; null for rows before the first that has one: they tell settings. */
function createSteps(key: string | null, draft: Draft) {
  let last = -1
  let offset = 0
  let written = Number.NEGATIVE_INFINITY
  let unplaced = 0
  function stepOf(row: JsonObject): number | null {
    if (key === null) return ++last
    const found = numberOf(row[key])
    if (found === undefined) {
      if (written === Number.NEGATIVE_INFINITY) return null
      unplaced++
      return last
    }
    if (isEpochName(key) && found < written) {
      offset += written - found + 1
      draft.note(`${key} goes back to ${found}: counted on, as another training was added there.`)
    }
    written = found
    last = found + offset
    return last
  }
  return Object.assign(stepOf, {
    close(): void {
      if (key === null) draft.note('No key is known as the step: rows are counted from 0.')
      else if (isEpochName(key)) {
        draft.note(epochNote())
        draft.describe({ stepsPerEpoch: 1 })
      } else draft.note(`The step is ${key}.`)
      if (unplaced)
        draft.note(`${plural(unplaced, 'row')} without a step: placed at the step of the row before.`)
    },
  })
}
