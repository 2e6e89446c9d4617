/** Rows of separated values, one at a time: a log may be of any length. */
import type { ForeignFile } from '../foreign.ts'
import { type Line, linesOf } from '../text.ts'
import type { Troubles } from '../troubles.ts'

export type Row = {
  cells: string[]
  /** The line on which it begins. */
  line: number
  /** False for a last row without a line break: its last cell may be cut off. */
  isEnded: boolean
}

export type Delimiter = ',' | '\t' | ';' | '|'

/** The delimiter of a header: the one that it holds most of. */
export function delimiterOf(header: string): Delimiter {
  const outside = header.replace(/"[^"]*"/g, '')
  const counts = ([',', '\t', ';', '|'] as const).map((one) => [one, outside.split(one).length] as const)
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

/** The cells of a line, or null when a quote is still open at its end. */
export function cellsOf(line: string, delimiter: Delimiter): string[] | null {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  let at = 0
  for (;;) {
    const start = /^ *"/.exec(line.slice(at, at + 20))?.[0].length
    if (start === undefined) {
      const end = line.indexOf(delimiter, at)
      cells.push(end < 0 ? line.slice(at) : line.slice(at, end))
      if (end < 0) return cells
      at = end + 1
      continue
    }
    let cell = ''
    let from = at + start
    for (;;) {
      const quote = line.indexOf('"', from)
      if (quote < 0) return null
      cell += line.slice(from, quote)
      from = quote + 1
      if (line[from] !== '"') break
      cell += '"'
      from++
    }
    const end = line.indexOf(delimiter, from)
    cells.push(cell + (end < 0 ? line.slice(from) : line.slice(from, end)))
    if (end < 0) return cells
    at = end + 1
  }
}

/** Lines that a quoted cell may go over; a quote that is never closed costs its own line only. */
const mostLinesOfCell = 50

/** The rows of a file. Empty lines are left out; what is no row is named. */
export function* rowsOf(file: ForeignFile, delimiter: Delimiter, troubles: Troubles): Generator<Row> {
  /** Lines read and not given away: more than one while a quote is open. */
  let waiting: Line[] = []
  function* settle(isEnd: boolean): Generator<Row> {
    while (waiting.length) {
      const [first] = waiting as [Line]
      const cells = cellsOf(waiting.map(({ text }) => text).join('\n'), delimiter)
      if (!cells && !isEnd && waiting.length < mostLinesOfCell) return
      if (cells) {
        const isEnded = waiting.every((line) => line.isEnded)
        waiting = []
        if (cells.length > 1 || cells[0]?.trim()) yield { cells, line: first.number, isEnded }
        continue
      }
      troubles.add(`line ${first.number}`, 'a quote is not closed.')
      const others = waiting.slice(1)
      waiting = []
      for (const line of others) {
        waiting.push(line)
        yield* settle(false)
      }
    }
  }
  for (const line of linesOf(file)) {
    if (line.isTooLong) troubles.add(`line ${line.number}`, 'it is longer than 16 million characters.')
    else {
      waiting.push(line)
      yield* settle(false)
    }
  }
  yield* settle(true)
}
