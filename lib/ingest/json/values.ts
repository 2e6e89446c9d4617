/** JSON of foreign files: whole texts, lines, and the numbers in them. */

import { numberFromSource } from '../../number.ts'
import { valueInCell } from '../cell.ts'
import { createDraft, type Draft } from '../draft.ts'
import { type ForeignFile, nameOfPath } from '../foreign.ts'
import { linesOf, longestText, textOf } from '../text.ts'
import type { Troubles } from '../troubles.ts'
import { type Json, parseJson } from './parse.ts'

export type JsonObject = { [key: string]: Json }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The number that a value stands for, true and false 1 and 0, also one that is written as a text, as `f"{loss:.4f}"`
 * is; undefined when it is none.
 */
export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? (valueInCell(value) ?? undefined) : numberFromSource(value)
}

/** A file that is one JSON text, as far as it can be read; what is wrong with it is named. */
export function jsonOf(file: ForeignFile, troubles: Troubles): Json | undefined {
  const text = textOf(file)
  if (text === null) {
    troubles.add(
      'byte 0',
      `the file has more than ${longestText / 2 ** 20} MiB and would have to be read as a whole.`,
    )
    return undefined
  }
  const { value, fault } = parseJson(text)
  if (fault) troubles.add(placeIn(text, fault.at), `${fault.what}; what stands before is kept.`)
  return value
}

function placeIn(text: string, at: number): string {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return `line ${line}, character ${at - before.lastIndexOf('\n')}`
}

/** Objects of a file with one a line. Lines that are none are named. */
export function* jsonLines(
  file: ForeignFile,
  troubles: Troubles,
): Generator<{ row: JsonObject; line: number }> {
  for (const { text, number, isEnded, isTooLong } of linesOf(file)) {
    if (!text.trim()) continue
    const { value, fault } = isTooLong
      ? { value: undefined, fault: { what: 'it is too long' } }
      : parseJson(text)
    if (!fault && isObject(value)) yield { row: value, line: number }
    else
      troubles.add(
        `line ${number}`,
        isEnded || !fault
          ? `it is no object in JSON${fault ? `: ${fault.what}` : ''}.`
          : 'the last line is not finished.',
      )
  }
}

/** Every number in a value, by its place: nested names are joined with "/". Lists and texts are none. */
export function* numbersIn(
  value: JsonObject,
  prefix = '',
  depth = 0,
): Generator<[name: string, value: number]> {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix ? `${prefix}/${key}` : key
    const number = numberOf(inner)
    if (number !== undefined) yield [name, number]
    // Trackers write images, tables and histograms as objects that say what they are.
    else if (isObject(inner) && !('_type' in inner) && depth < 10) yield* numbersIn(inner, name, depth + 1)
  }
}

/** A run that a file holds, called after it. */
export function draftOf(file: ForeignFile, source: string, name = runNameOf(file.path)): Draft {
  return createDraft(name, source, file.modified)
}

/** The last folder and the file without its ending: `metrics.csv` alone would be the name of hundreds. */
export function runNameOf(path: string): string {
  const parts = path.split('/').filter(Boolean)
  const file = nameOfPath(path)
    .replace(/\.gz$/, '')
    .replace(/\.[A-Za-z]\w{0,6}$/, '')
  const folder = parts.at(-2)
  return folder ? `${folder}/${file}` : file
}
