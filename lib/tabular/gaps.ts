/** Which cells of a file hold no value. Settled once, when it is read: from then on such a cell is empty. */
import { daysOf, numberOf } from './column-kind.ts'
import type { Column } from './table.ts'

/** What is no value wherever it stands. */
const marks = new Set(['', '?', '--', '.', '<na>', '#n/a', '#div/0!', '#num!', '#value!'])
/** What is no value among numbers and dates, and may be a value among texts: NA is Namibia. */
const words = new Set([
  ...['na', 'n/a', 'n.a.', 'nan', 'null', 'none'],
  ...['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity'],
])
const longest = 9

function isOf(set: ReadonlySet<string>, cell: string): boolean {
  return cell.length <= longest && set.has(cell.toLowerCase())
}

/** Whether a cell may hold no value: what else its column has decides. */
export function mayBeGap(cell: string): boolean {
  return cell === '-' || isOf(marks, cell) || isOf(words, cell)
}

type Look = { column: Column; rest: Set<string>; words: Set<string>; isMeasured: boolean; hasMinus: boolean }

function lookAt(column: Column): Look {
  const cells = new Set(column.values)
  const rest = new Set([...cells].filter((cell) => !mayBeGap(cell)))
  const measured = (of: (cell: string) => number) => [...rest].every((cell) => Number.isFinite(of(cell)))
  return {
    ...{ column, rest, words: new Set([...cells].filter((cell) => isOf(words, cell))) },
    isMeasured: measured(numberOf) || measured(daysOf),
    hasMinus: cells.has('-'),
  }
}

/** Whether NA is one of the codes of two letters around it, as for countries. */
function isCode(word: string, rest: ReadonlySet<string>): boolean {
  return /^[A-Z]{2}$/.test(word) && [...rest].every((cell) => /^[A-Z]{2}$/.test(cell))
}

/** The words that are gaps in a column of texts: those that the file has for gaps elsewhere, unless here they are left empty. */
function gapsAmongTexts({ column, words: own, rest }: Look, elsewhere: ReadonlySet<string>): Set<string> {
  const leavesEmpty = column.values.includes('')
  return new Set([...own].filter((word) => elsewhere.has(word) && !leavesEmpty && !isCode(word, rest)))
}

function listed(cells: Iterable<string>): string {
  return [...cells].join(', ')
}

/**
 * The columns with an empty cell for each that holds no value. NA, N/A, NaN, null, None and infinities are none in
 * columns of numbers and of dates, and in columns of texts where the same word stands for a gap among the file's
 * numbers; else they are texts like others. The notes say so, since only the owner of the file knows.
 */
export function settleGaps(columns: readonly Column[]): { columns: Column[]; notes: string[] } {
  const looks = columns.map(lookAt)
  const elsewhere = new Set(
    looks.flatMap((look) => (look.isMeasured && look.rest.size > 0 ? [...look.words] : [])),
  )
  const notes: string[] = []
  const settled = looks.map((look): Column => {
    const { column, isMeasured, hasMinus } = look
    const gaps = isMeasured ? look.words : gapsAmongTexts(look, elsewhere)
    const kept = new Set([...look.words].filter((word) => !gaps.has(word)))
    const keepsMinus = hasMinus && look.rest.has('+')
    const verb = ({ size }: ReadonlySet<string>) => (size === 1 ? 'is' : 'are')
    if (!isMeasured && gaps.size > 0)
      notes.push(
        `${column.name}: ${listed(gaps)} ${verb(gaps)} read as missing, as among the numbers of this file.`,
      )
    if (kept.size > 0)
      notes.push(
        `${column.name}: ${listed(kept)} ${verb(kept)} read as a value like the others; leave cells empty where nothing is known.`,
      )
    if (keepsMinus) notes.push(`${column.name}: - is read as a value, as + is one.`)
    const isGap = (cell: string) => isOf(marks, cell) || gaps.has(cell) || (cell === '-' && !keepsMinus)
    return { name: column.name, values: column.values.map((cell) => (isGap(cell) ? '' : cell)) }
  })
  return { columns: settled, notes }
}
