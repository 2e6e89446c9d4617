/** A watch as the text that is kept with its run: the rings as their bytes, the rest as lists without the names. */
import { byName } from '../../by-name.ts'
import { fromJson, toJson } from '../../number.ts'
import { detectorsOf } from '../index.ts'
import { mostBins, startLevel } from './level.ts'
import { rowsKept, startRows } from './rows.ts'
import type { SeriesWatch, Trouble } from './series-watch.ts'
import type { Watch } from './watch.ts'

/** Changes with the form of a watch or of a detector's memory. */
const version = 18

type StoredTrouble = [
  Trouble['severity'],
  step: number,
  raisedStep: number,
  raisedAt: number,
  Trouble['evidence'],
  causes: string[],
]

type StoredSeries = Omit<SeriesWatch, 'rows' | 'level' | 'states' | 'open'> & {
  lastRows: string
  rows: unknown[]
  bins: string
  level: unknown[]
  states: Record<string, unknown[]>
  open: Record<string, StoredTrouble>
}

/** Eight bytes a number, in base64: half the length of their digits, and as exact. Zeros at the end, where nothing came yet, are left out. */
function pack(ring: readonly number[]): string {
  let used = ring.length
  while (used > 0 && Object.is(ring[used - 1], 0)) used--
  for (let i = 0; i < used; i++) packed[i] = ring[i] as number
  return packedBytes.toString('base64', 0, 8 * used)
}

/** Where rings are packed. Never read before it is written: it carries nothing from call to call. */
const packed = new Float64Array(mostBins)
const packedBytes = Buffer.from(packed.buffer)

function unpack(text: string, length: number): number[] {
  const numbers = new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
  return Array.from({ length }, (_, i) => numbers[i] ?? 0)
}

const { ring: _rows, ...rowsForm } = startRows()
const { ring: _bins, ...levelForm } = startLevel()
const [rowsNames, levelNames] = [Object.keys(rowsForm), Object.keys(levelForm)]

/** The values of a memory in the order of the names of its form. */
function listOf(names: readonly string[], memory: object): unknown[] {
  return names.map((name) => (memory as Record<string, unknown>)[name])
}

function fromList<Form extends object>(form: Form, list: readonly unknown[]): Form {
  return Object.fromEntries(Object.keys(form).map((name, i) => [name, list[i]])) as Form
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (entry: From) => To) {
  const mapped: Record<string, To> = {}
  for (const name in record) mapped[name] = to(record[name] as From)
  return mapped
}

function storedTrouble(trouble: Trouble): StoredTrouble {
  const { severity, step, raisedStep, raisedAt, evidence, causes } = trouble
  return [severity, step, raisedStep, raisedAt, evidence, causes]
}

function troubleFrom([severity, step, raisedStep, raisedAt, evidence, causes]: StoredTrouble): Trouble {
  return { severity, step, raisedStep, raisedAt, evidence, causes }
}

function storedSeries(series: SeriesWatch): StoredSeries {
  const { name, kind, twin, closedRows, seen, rows, level, states, open } = series
  return {
    ...{ name, kind, twin, closedRows, seen },
    lastRows: pack(rows.ring),
    rows: listOf(rowsNames, rows),
    bins: pack(level.ring),
    level: listOf(levelNames, level),
    states: mapped(states, Object.values),
    open: mapped(open, storedTrouble),
  }
}

function seriesFrom({ lastRows, rows, bins, level, states, open, ...entry }: StoredSeries): SeriesWatch {
  const memories = detectorsOf(entry.kind).flatMap(({ code, start }) => {
    const list = states[code]
    return list ? [[code, fromList(start(), list)]] : []
  })
  return {
    ...entry,
    rows: { ...fromList(rowsForm, rows), ring: unpack(lastRows, rowsKept) },
    level: { ...fromList(levelForm, level), ring: unpack(bins, mostBins) },
    states: Object.fromEntries(memories),
    open: mapped(open, troubleFrom),
  }
}

/** An entry of a roster never changes: of thousands of series only those that moved are written out anew. */
const texts = new WeakMap<Watch['series'][string], string>()

function textOf(entry: Watch['series'][string]): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const text = toJson('level' in entry ? storedSeries(entry) : entry)
  texts.set(entry, text)
  return text
}

/** The memory of a run as it is stored. */
export function watchToText(watch: Watch): string {
  return [...watchText(watch)].join('')
}

/** The same in pieces: thousands of series need not be written out in one go. */
export function* watchText({ series, ...watch }: Watch): Generator<string> {
  yield `${toJson({ version, ...watch }).slice(0, -1)},"series":{`
  let separator = ''
  for (const name in series) {
    yield `${separator}${JSON.stringify(name)}:${textOf(series[name] as Watch['series'][string])}`
    separator = ','
  }
  yield '}}'
}

/** Null for the text of another version: its run is watched anew from its next point on. */
export function watchFromText(text: string): Watch | null {
  const { version: written, ...watch } = fromJson(text) as Watch & { version?: number }
  if (written !== version) return null
  const series = Object.entries(watch.series).map(
    ([name, entry]) =>
      [name, 'level' in entry ? seriesFrom(entry as unknown as StoredSeries) : entry] as const,
  )
  return { ...watch, series: byName(series) }
}
