/** The points that pages and `lossglass export` save, CSV or JSON, as runs again: every number of every series to the bit. */
import { numberInCell } from './cell.ts'
import { createDraft, type Draft } from './draft.ts'
import type { ForeignFile, Format, Head } from './foreign.ts'
import { isObject, jsonOf, numberOf } from './json/values.ts'
import { headerIn } from './tables/header.ts'
import { type Delimiter, delimiterOf, rowsOf } from './tables/rows.ts'
import { createTroubles, quoted, type Troubles } from './troubles.ts'

const columns = ['run', 'name', 'series', 'step', 'value', 'time']
const text = String.raw`"(?:[^"\\]|\\.)*"`
const firstSeries = new RegExp(
  String.raw`^\s*\[\s*\{\s*"run"\s*:\s*${text}\s*,\s*"name"\s*:\s*${text}\s*,\s*"series"\s*:\s*${text}\s*,\s*"steps"\s*:\s*\[`,
)

/** A name that a spreadsheet would run as a formula is saved with an apostrophe before it. */
const plain = (cell = '') => cell.replace(/^'(?=[=+\-@\t\r].*$)/, '')

const isTable = (head: Head) => headerIn(head)?.names.join() === columns.join()

/** The draft of a run, by its id. */
type DraftOf = (run: string, name: string) => Draft

export const ownExport: Format = {
  id: 'lossglass',
  title: 'Lossglass export',
  sniff: (head) => isTable(head) || firstSeries.test(head.text),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles = createTroubles(file.path)
    const drafts = new Map<string, Draft>()
    const draftOf: DraftOf = (run, name) => {
      const known = drafts.get(run)
      if (known) return known
      const draft = createDraft(name, 'lossglass', file.modified, run)
      draft.note(
        `Points that were saved of the run ${quoted(run)}: parameters and findings are not with them.`,
      )
      drafts.set(run, draft)
      return draft
    }
    if (startOf(file) === '[') readJson(file, draftOf, troubles)
    else readTable(file, draftOf, troubles)
    return { runs: [...drafts.values()].map((draft) => draft.run()), troubles: troubles.list() }
  },
}

function startOf(file: ForeignFile): string {
  for (const chunk of file.chunks())
    return new TextDecoder().decode(chunk.subarray(0, 64)).trimStart().slice(0, 1)
  return ''
}

function delimiterIn(file: ForeignFile): Delimiter {
  for (const chunk of file.chunks()) return delimiterOf(new TextDecoder().decode(chunk.subarray(0, 64)))
  return ','
}

function readTable(file: ForeignFile, draftOf: DraftOf, troubles: Troubles): void {
  const rows = rowsOf(file, delimiterIn(file), troubles)
  rows.next()
  for (const { cells, line, isEnded } of rows) {
    const [run, name, series] = cells.map(plain)
    const [step, value, time] = cells.slice(3).map(numberInCell)
    if (!isEnded) troubles.add(`line ${line}`, 'the last line has no end: it is not finished.')
    else if (cells.length !== columns.length || typeof step !== 'number' || typeof value !== 'number')
      troubles.add(`line ${line}`, 'it is no point of a run: a step and a value are missing.')
    else draftOf(run ?? '', name ?? '').add(series ?? '', step, value, time ?? undefined)
  }
}

function readJson(file: ForeignFile, draftOf: DraftOf, troubles: Troubles): void {
  const list = jsonOf(file, troubles)
  for (const [i, one] of (Array.isArray(list) ? list : []).entries()) {
    if (!isObject(one)) {
      troubles.add(`series ${i + 1}`, 'it is no series.')
      continue
    }
    const { run, name, series } = one
    const [steps, values, times] = [one.steps, one.values, one.times].map((column) =>
      Array.isArray(column) ? column.map(numberOf) : [],
    )
    if (typeof run !== 'string' || typeof series !== 'string' || !steps || !values) {
      troubles.add(`series ${i + 1}`, 'it does not say of which run it is, or what it is called.')
      continue
    }
    const draft = draftOf(run, typeof name === 'string' ? name : run)
    let missing = 0
    for (const [at, step] of steps.entries()) {
      const value = values[at]
      if (step === undefined || value === undefined) missing++
      else draft.add(series, step, value, times?.[at])
    }
    if (missing) troubles.add(series, `${missing} of its points have no step, or no value.`)
  }
}
