/** Any other table with a line of column names: which column is the step is told by its name, or by the user. */
import { numberInCell } from '../cell.ts'
import type { Draft } from '../draft.ts'
import type { Format, Mapping } from '../foreign.ts'
import { draftOf } from '../json/values.ts'
import { countsRows, faultOf, renamed } from '../mapping.ts'
import { epochNote, isEpochName, saysStep, stepAmong, timeAmong } from '../steps.ts'
import { type Header, headerIn } from './header.ts'
import { cellsOf } from './rows.ts'
import { type Layout, readTable } from './table.ts'

/** A table's first line names columns, and a later cell is a number. */
function isTable(text: string, { names, delimiter, isAlone }: Header): boolean {
  if (names.some((name) => typeof numberInCell(name) === 'number')) return false
  if (isAlone) return areNames(names)
  const [, ...rows] = text.split(/\r\n|\n|\r/)
  return rows.slice(0, 20).some((row) => {
    const cells = cellsOf(row, delimiter)
    return cells?.length === names.length && cells.some((cell) => typeof numberInCell(cell) === 'number')
  })
}

/** Longer ones are prose, or a program on one line. */
const longestName = 250

/** Whether cells of which no row is seen are names of columns all the same: of a program on one line most come again. */
function areNames(cells: readonly string[]): boolean {
  const repeated = cells.length - new Set(cells).size
  return repeated <= cells.length / 20 && cells.every((cell) => cell.length <= longestName)
}

export const plainTable: Format = {
  id: 'csv',
  title: 'CSV',
  isFallback: true,
  sniff(head) {
    const header = headerIn(head)
    return header !== null && isTable(head.text, header)
  },
  isLog: (head) => saysStep(headerIn(head)?.names ?? []),
  read([file], _group, mapping) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'csv')
    let wrong: string | null = null
    const troubles = readTable(file, draft, (header, index) => {
      wrong = faultOf(mapping, header, 'column')
      const layout = layoutOf(header, index, mapping)
      draft.steppedBy(layout.step, header)
      if (layout.step !== null && index.includes(layout.step)) describeIndex(header, draft)
      else if (layout.step === null) draft.note('No column is known as the step: rows are counted from 0.')
      else draft.note(isEpochName(layout.step) ? epochNote() : `The step is the column ${layout.step}.`)
      if (layout.step !== null && isEpochName(layout.step)) draft.describe({ stepsPerEpoch: 1 })
      return layout
    })
    if (wrong !== null) return { runs: [], troubles: [{ path: file.path, place: 'line 1', what: wrong }] }
    return { runs: [draft.run()], troubles }
  },
}

/** A row that has a metric and its twin of the validation is an epoch, as in the history of Keras. */
function describeIndex(header: readonly string[], draft: Draft): void {
  const isHistory = header.some((name) => header.includes(`val_${name}`))
  draft.note(
    isHistory
      ? `${epochNote()} They are those of the first column, which has no name.`
      : 'The step is the first column, which has no name and counts the rows.',
  )
  if (isHistory) draft.describe({ stepsPerEpoch: 1 })
}

function layoutOf(header: readonly string[], index: readonly string[], mapping: Mapping): Layout {
  const { step: given, only, rename } = mapping
  const step = countsRows(mapping, header) ? null : (given ?? stepAmong(header) ?? index[0] ?? null)
  const others = header.filter((name) => name !== step)
  const hasEpoch = others.some(isEpochName)
  return {
    step,
    // Batches that begin anew in each epoch count on; so do epochs of a second training.
    ...(step !== null &&
      (isEpochName(step) || (hasEpoch && !/step/i.test(step))) && { countsOn: 'when-earlier' as const }),
    time: timeAmong(others.filter((name) => name !== 'time')),
    keepsIndex: only !== undefined,
    skip: (name) => only !== undefined && !only.includes(name),
    nameOf: (name) => renamed(name, rename),
  }
}
