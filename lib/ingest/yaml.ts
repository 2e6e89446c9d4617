/**
 * The flat part of YAML that tools write parameters in: `name: value`, nested by indenting. Lists and texts over
 * several lines are left out.
 */
import { numberInCell } from './cell.ts'
import type { ForeignFile } from './foreign.ts'
import { linesOf } from './text.ts'

const mostLines = 5000

/** Values by their names, dotted where they are nested: numbers, truth values, texts. */
export function flatYaml(file: ForeignFile): Record<string, unknown> {
  const found: [string, unknown][] = []
  const parents: { indent: number; name: string }[] = []
  for (const { text, number } of linesOf(file)) {
    if (number > mostLines) break
    const [, spaces, name, value] = /^( *)([^\s#:'"-][^:]*|-?\w[^:]*): *(.*)$/.exec(text) ?? []
    if (spaces === undefined || name === undefined) continue
    while (parents.length && (parents.at(-1)?.indent ?? 0) >= spaces.length) parents.pop()
    const full = [...parents.map((parent) => parent.name), name].join('.')
    if (value === '' || value === undefined) parents.push({ indent: spaces.length, name })
    else if (!/^[[{&*|>!]/.test(value)) found.push([full, scalar(value)])
  }
  return Object.fromEntries(found)
}

function scalar(text: string): unknown {
  const quoted = /^'(.*)'$|^"(.*)"$/.exec(text)
  if (quoted) return quoted[1] ?? quoted[2]
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  // YAML has a dot before these.
  const number = numberInCell(text.replace(/^([+-]?)\.(nan|inf)$/i, '$1$2'))
  return number === undefined || text === '-' ? text : number
}
