/** Tables of one row a step: what the layout of a tool leaves open is the same for all of them. */
import { plural } from '../../format.ts'
import { numberInCell, timeIn, valueInCell } from '../cell.ts'
import type { Draft } from '../draft.ts'
import type { ForeignFile, Trouble } from '../foreign.ts'
import { createTroubles, quoted, type Troubles } from '../troubles.ts'
import { countIndexColumns } from './index-columns.ts'
import { type Delimiter, delimiterOf, rowsOf } from './rows.ts'

export type Layout = {
  delimiter?: Delimiter
  /** The column of the step; null where rows are only counted. */
  step: string | null
  /**
   * A row that goes back, or repeats the step before it, is of another training: steps count on. For tools that write
   * one row an epoch.
   */
  countsOn?: 'when-not-later' | 'when-earlier'
  /** Columns that are no series. */
  skip?: (column: string) => boolean
  /** Columns that count the rows are series too, as the user named what is to be read. */
  keepsIndex?: boolean
  nameOf?: (column: string) => string
  /** The column of times. */
  time?: string | null
  /** Tools end every line: a last one without an end is cut off. Of files made by hand only its last cell may be. */
  isOwn?: boolean
  /** Whether a row of fewer cells stands for an epoch that was skipped. */
  isSkipped?: (cells: readonly string[]) => boolean
  /** Looks at a row before it is taken: its cells by column, which it may change, and its step, which it may set. */
  each?: (row: TableRow) => void
}

export type TableRow = { cells: Map<string, string>; step: number; line: number }

/** Texts of a numeric column that are named. */
const textsNamed = 3

/** Reads a table into a run. The first row names the columns; `index` are those that only count the rows. */
export function readTable(
  file: ForeignFile,
  draft: Draft,
  layoutOf: (header: string[], index: readonly string[]) => Layout,
  given?: Delimiter,
): Trouble[] {
  const troubles = createTroubles(file.path)
  const delimiter = given ?? delimiterOf(firstLineOf(file))
  const rows = rowsOf(file, delimiter, troubles)
  const first = rows.next()
  if (first.done) return [{ path: file.path, place: 'line 1', what: 'the file is empty.' }]
  if (!first.value.isEnded)
    return [
      { path: file.path, place: 'line 1', what: 'the line of column names has no end: it is not finished.' },
    ]
  const header = columnNames(first.value.cells)
  if (header.some((name) => name.includes('\ufffd')))
    draft.note(
      'Names of columns hold bytes that are no UTF-8, shown as "\ufffd": save the file as UTF-8 to have them.',
    )
  const index = header.slice(0, countIndexColumns(file, delimiter, first.value.cells))
  const layout = layoutOf(header, index)
  const columns = layout.keepsIndex ? header : header.slice(index.length)
  const taker = createTaker(header, columns, layout, draft, troubles, delimiter)
  for (const { cells, line, isEnded } of rows) {
    if (!isEnded && layout.isOwn) {
      troubles.add(`line ${line}`, 'the last line has no end: it is not finished.')
      continue
    }
    if (cells.length === header.length && cells.every((cell, i) => cell.trim() === header[i])) {
      draft.note(`The line of column names comes again in line ${line}: another training was added there.`)
      continue
    }
    if (layout.isSkipped?.(cells)) continue
    if (cells.length !== header.length) {
      const what = `it has ${plural(cells.length, 'cell')} where the first line names ${plural(header.length, 'column')}.`
      troubles.add(`line ${line}`, what)
      continue
    }
    if (!isEnded) {
      troubles.add(
        `line ${line}`,
        'the last line has no end, so that its last cell may be cut off: that cell is left out.',
      )
      cells[cells.length - 1] = ''
    }
    taker.take(cells, line)
  }
  taker.close()
  return troubles.list()
}

function firstLineOf(file: ForeignFile): string {
  for (const chunk of file.chunks())
    return new TextDecoder().decode(chunk.subarray(0, 65_536)).split(/[\r\n]/)[0] ?? ''
  return ''
}

function columnNames(cells: readonly string[]): string[] {
  const names = new Set<string>()
  for (const [i, cell] of cells.entries()) {
    const name = cell.replace(/^\ufeff/, '').trim() || `column ${i + 1}`
    names.add(names.has(name) ? `${name} (${i + 1})` : name)
  }
  return [...names]
}

function createTaker(
  header: string[],
  columns: readonly string[],
  layout: Layout,
  draft: Draft,
  troubles: Troubles,
  delimiter: Delimiter,
) {
  const stepColumn = layout.step
  const timeColumn = layout.time ?? null
  const series = columns.filter((name) => name !== stepColumn && name !== timeColumn && !layout.skip?.(name))
  const numbers = new Map<string, number>()
  const texts = new Map<string, { line: number; text: string; count: number }>()
  let row = -1
  let offset = 0
  let last = Number.NEGATIVE_INFINITY
  let noSteps: { line: number; written: number; count: number } | null = null
  /** A comma within a cell of a table that semicolons or tabs separate is a decimal one. */
  const plain = (cell: string) =>
    delimiter === ';' || delimiter === '\t'
      ? cell.replace(/^(\s*[+-]?\d+),(\d+)(?=\s*$|[eE])/, '$1.$2')
      : cell

  function stepOf(cell: string, line: number): number | null {
    const written = numberInCell(plain(cell))
    if (typeof written !== 'number') {
      troubles.add(`line ${line}`, `${quoted(cell)} is no step.`)
      return null
    }
    if (!Number.isSafeInteger(written) || written < 0) {
      noSteps = noSteps ? { ...noSteps, count: noSteps.count + 1 } : { line, written, count: 1 }
      return null
    }
    const isBack = layout.countsOn === 'when-earlier' ? written < last : written <= last
    if (layout.countsOn && isBack) {
      offset += last - written + 1
      draft.note(
        `${stepColumn} goes back to ${written} in line ${line}: counted on as ${written + offset}, since another training was added there.`,
      )
    }
    last = written
    return written + offset
  }

  return {
    take(written: readonly string[], line: number): void {
      row++
      const cells = new Map(header.map((name, i) => [name, written[i] as string]))
      const step = stepColumn === null ? row : stepOf(cells.get(stepColumn) ?? '', line)
      if (step === null) return
      const now: TableRow = { cells, step, line }
      layout.each?.(now)
      const time = timeColumn === null ? null : timeIn(cells.get(timeColumn))
      for (const name of series) {
        const cell = cells.get(name)
        if (cell === undefined) continue
        const value = valueInCell(plain(cell))
        if (value === null) continue
        if (value === undefined) {
          const seen = texts.get(name)
          if (seen) seen.count++
          else texts.set(name, { line, text: cell, count: 1 })
          continue
        }
        numbers.set(name, (numbers.get(name) ?? 0) + 1)
        draft.add(layout.nameOf?.(name) ?? name, now.step, value, time ?? undefined)
      }
    },
    close(): void {
      if (noSteps) {
        const { line, written, count } = noSteps
        const others = count > 1 ? `, nor is that of ${plural(count - 1, 'other row')}` : ''
        troubles.add(`line ${line}`, `its step ${written} is no whole number from 0 on${others}: left out.`)
        draft.note(`Left out: ${plural(count, 'row')} whose step is no whole number from 0 on.`)
      }
      const words = [...texts.keys()].filter((name) => !numbers.has(name))
      if (words.length) draft.note(`Left out, as they hold no numbers: ${words.join(', ')}.`)
      const mixed = [...texts].filter(([name]) => numbers.has(name))
      for (const [name, { line, text, count }] of mixed.slice(0, textsNamed)) {
        const others = count > 1 ? `, and ${plural(count - 1, 'other cell')} of that column` : ''
        troubles.add(`line ${line}`, `${quoted(text)} in the column ${quoted(name)} is no number${others}.`)
      }
      if (mixed.length > textsNamed)
        troubles.add(
          'below',
          `${plural(mixed.length - textsNamed, 'other column')} hold texts among their numbers.`,
        )
    },
  }
}
