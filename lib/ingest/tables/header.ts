/** The line of column names, as far as the start of a file has it. */
import type { Head } from '../foreign.ts'
import { headBytes } from '../head.ts'
import { cellsOf, type Delimiter, delimiterOf } from './rows.ts'

/** `isAlone`: the head ends before the first row does, and perhaps before the names do, so that no row tells what they are. */
export type Header = { names: string[]; delimiter: Delimiter; isAlone: boolean }

/** Quoted names may hold delimiters, and the last one may be cut within. */
const mostCutBack = 20

/** The names of the columns in the first line; null when there is none. */
export function headerIn({ text, bytes }: Head): Header | null {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  if (!line.trim() || bytes.includes(0) || /^\s*[{[]/.test(line)) return null
  const delimiter = delimiterOf(line)
  // Half of it, without the mark: texts in UTF-16 become so much shorter.
  const isFull = bytes.length >= headBytes / 2 - 4
  const isCut = isFull && line.length === text.length
  const cells = isCut ? cellsBeforeCut(line, delimiter) : cellsOf(line, delimiter)
  const names = cells?.map((name) => name.replace(/^\ufeff/, '').trim())
  const isAlone = isFull && !/^[^\r\n]*[\r\n]+[^\r\n]+[\r\n]/.test(text)
  return names && names.length > 1 ? { names, delimiter, isAlone } : null
}

/** The cells without the last one, whose end is not seen. */
function cellsBeforeCut(line: string, delimiter: Delimiter): string[] | null {
  let end = line.length
  for (let i = 0; i < mostCutBack; i++) {
    end = line.lastIndexOf(delimiter, end - 1)
    if (end < 0) return null
    const cells = cellsOf(line.slice(0, end), delimiter)
    if (cells) return cells
  }
  return null
}
