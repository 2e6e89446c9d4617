/** A watch as the text that is kept with its run: the rings as their bytes, the rest as lists without the names. */
import { fromJson, toJson } from '../../number.ts'
import { detectorsOf } from '../index.ts'
import { startLevel } from './level.ts'
import type { SeriesWatch, Trouble } from './series-watch.ts'
import type { Watch } from './watch.ts'

/** Changes with the form of a watch or of a detector's memory. */
const version = 6

type StoredTrouble = [
  Trouble['severity'],
  step: number,
  raisedStep: number,
  raisedAt: number,
  Trouble['evidence'],
  causes: string[],
]

type StoredSeries = Omit<SeriesWatch, 'level' | 'states' | 'open'> & {
  ring: string
  level: unknown[]
  states: Record<string, unknown[]>
  open: Record<string, StoredTrouble>
}

/** Eight bytes a number, in base64: half the length of their digits, and as exact. */
function pack(ring: readonly number[]): string {
  const bytes = new Uint8Array(Float64Array.from(ring).buffer)
  return btoa(String.fromCharCode(...bytes))
}

function unpack(text: string): number[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return Array.from(new Float64Array(bytes.buffer))
}

/** The values of a memory in the order of the names in `form`, which is how a memory begins. */
function listOf(form: object, memory: object): unknown[] {
  return Object.keys(form).map((name) => (memory as Record<string, unknown>)[name])
}

function fromList<Form extends object>(form: Form, list: readonly unknown[]): Form {
  return Object.fromEntries(Object.keys(form).map((name, i) => [name, list[i]])) as Form
}

function mapped<From, To>(record: Readonly<Record<string, From>>, to: (entry: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([name, entry]) => [name, to(entry)]))
}

function storedTrouble(trouble: Trouble): StoredTrouble {
  const { severity, step, raisedStep, raisedAt, evidence, causes } = trouble
  return [severity, step, raisedStep, raisedAt, evidence, causes]
}

function troubleFrom([severity, step, raisedStep, raisedAt, evidence, causes]: StoredTrouble): Trouble {
  return { severity, step, raisedStep, raisedAt, evidence, causes }
}

function storedSeries({ level: { ring, ...level }, states, open, ...entry }: SeriesWatch): StoredSeries {
  const { ring: _, ...form } = startLevel()
  return {
    ...entry,
    ring: pack(ring),
    level: listOf(form, level),
    states: mapped(states, (state) => listOf(state, state)),
    open: mapped(open, storedTrouble),
  }
}

function seriesFrom({ ring, level, states, open, ...entry }: StoredSeries): SeriesWatch {
  const { ring: _, ...form } = startLevel()
  const memories = detectorsOf(entry.kind).flatMap(({ code, start }) => {
    const list = states[code]
    return list ? [[code, fromList(start(), list)]] : []
  })
  return {
    ...entry,
    level: { ...fromList(form, level), ring: unpack(ring) },
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

export function watchToText({ series, ...watch }: Watch): string {
  const rest = toJson({ version, ...watch })
  const entries = Object.entries(series).map(([name, entry]) => `${JSON.stringify(name)}:${textOf(entry)}`)
  return `${rest.slice(0, -1)},"series":{${entries.join(',')}}}`
}

/** Null for the text of another version: its run is watched anew from its next point on. */
export function watchFromText(text: string): Watch | null {
  const { version: written, ...watch } = fromJson(text) as Watch & { version?: number }
  if (written !== version) return null
  const series = Object.entries(watch.series).map(([name, entry]) => [
    name,
    'level' in entry ? seriesFrom(entry as unknown as StoredSeries) : entry,
  ])
  return { ...watch, series: Object.fromEntries(series) }
}
