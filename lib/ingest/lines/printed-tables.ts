/** The tables that Stable-Baselines3 prints for people: a rule, rows of sections and of values in them, a rule. */
import type { ForeignFile, Head } from '../foreign.ts'
import type { Row } from '../json/rows.ts'
import { stepAmong } from '../steps.ts'
import { quoted, type Troubles } from '../troubles.ts'
import { wholeLines } from './formats.ts'

const rule = /^-{9,}$/
/** `| train/ | |` is a section, `|    loss | 0.5 |` a value in it; a name without a section is not indented. */
const cells = /^\| ( {3})?(\S.*?) *\| (.*) \|$/
const isSection = ([, indent, name = '', value = '']: RegExpExecArray) =>
  indent === undefined && value.trim() === '' && /(\/|\.\.\.)$/.test(name)

/** Whether a text is mostly such tables: programs show some of them in what they explain. */
export function isPrintedTables({ text }: Head): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim())
  const drawn = lines.filter((line) => rule.test(line) || cells.test(line))
  if (drawn.length * 2 <= lines.length) return false
  const start = drawn.findIndex((line, i) => rule.test(line) && drawn[i + 1]?.length === line.length)
  return drawn.slice(start + 1).some((line, i, rows) => {
    const [section, inner] = [cells.exec(line), cells.exec(rows[i + 1] ?? '')]
    if (start < 0 || !section || !inner) return false
    return isSection(section) && inner[1] !== undefined && rows[i + 1]?.length === line.length
  })
}

type Table = {
  row: Map<string, string>
  from: number
  width: number
  section: string | null
  fault: 'part' | 'all' | null
}

/** Characters as Python counts them. */
const widthOf = (text: string) => Array.from(text).length

/** The cells of a row of a table; null for a line that is none, or damaged: all are as wide, and a section has no value. */
function cellsIn(text: string, width: number): RegExpExecArray | null {
  const found = cells.exec(text)
  const [, indent, name = '', value = ''] = found ?? []
  const isOdd = indent === undefined && name.endsWith('/') && value.trim() !== ''
  return isOdd || widthOf(text) !== width ? null : found
}

/** Each table as a row of its values. Of one that is damaged nothing is taken whose section or step is not known. */
export function* printedTables(file: ForeignFile, troubles: Troubles): Generator<Row> {
  let table: Table | null = null
  let isStepped = false
  let last = 0
  let ruled = 0
  function* closed(): Generator<Row> {
    if (!table) return
    const { row, from, fault } = table
    table = null
    const step = stepAmong([...row.keys()])
    const isRounded = step !== null && /e/i.test(row.get(step) as string)
    isStepped ||= step !== null
    if (isRounded)
      troubles.add(`line ${from}`, `the step of this table is rounded, ${row.get(step)}: it is left out.`)
    else if (fault === 'all' || (fault && step === null)) {
      if (fault === 'part')
        troubles.add(`line ${from}`, 'this table is damaged and tells no step: it is left out.')
      // Where tables are counted it was one all the same.
      if (!isStepped) yield { row: {} }
    } else yield { row: Object.fromEntries(row) }
  }
  for (const { text, number } of wholeLines(file, troubles)) {
    last = number
    if (rule.test(text)) {
      yield* closed()
      ruled = text.length
      continue
    }
    const found = cellsIn(text, table?.width ?? (ruled || widthOf(text)))
    // What a program says by the logger stands between the tables.
    if (!found && ((!table && !/^[|-]/.test(text)) || !text.trim())) {
      ruled = 0
      continue
    }
    table ??= { row: new Map(), from: number, width: ruled || widthOf(text), section: null, fault: null }
    if (found) addRow(table, found, number, troubles)
    else {
      troubles.add(`line ${number}`, `${quoted(text)} is no row of a table.`)
      table.section = null
      table.fault ??= 'part'
    }
  }
  if (table) {
    troubles.add(`line ${last}`, 'the last table has no end: it is not finished.')
    ;(table as Table).fault ??= 'part'
  }
  yield* closed()
}

function addRow(table: Table, found: RegExpExecArray, line: number, troubles: Troubles): void {
  const [, indent, key = '', value = ''] = found
  if (isSection(found)) {
    table.section = key.endsWith('/') ? key : `${key}/`
    return
  }
  if (indent !== undefined && table.section === null) {
    troubles.add(`line ${line}`, `${quoted(key)} stands in no section: it is left out.`)
    table.fault ??= 'part'
    return
  }
  const name = indent === undefined ? key : `${table.section}${key}`
  if (table.row.has(name) && table.fault !== 'all') {
    troubles.add(
      `line ${line}`,
      `${quoted(name)} comes twice in the table from line ${table.from} on: it is left out.`,
    )
    table.fault = 'all'
  }
  table.row.set(name, value.trim())
}
