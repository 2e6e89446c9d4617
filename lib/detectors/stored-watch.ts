/** A watch as the text that is kept with its run: the rings as their bytes, memories as lists without the names. */
import { fromJson, toJson } from '../number.ts'
import { detectorsOf } from './index.ts'
import { startLevel } from './level.ts'
import type { SeriesWatch } from './series-watch.ts'
import type { Watch } from './watch.ts'

/** Changes with the form of a watch or of a detector's memory. */
const version = 3

type StoredSeries = Omit<SeriesWatch, 'level' | 'states'> & {
  ring: string
  level: unknown[]
  states: Record<string, unknown[]>
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

function storedSeries({ level: { ring, ...level }, states, ...entry }: SeriesWatch): StoredSeries {
  const { ring: _, ...form } = startLevel()
  const lists = detectorsOf(entry.kind).map(({ code, start }) => {
    const memory = start()
    return [code, listOf(memory, states[code] ?? memory)]
  })
  return { ...entry, ring: pack(ring), level: listOf(form, level), states: Object.fromEntries(lists) }
}

function seriesFrom({ ring, level, states, ...entry }: StoredSeries): SeriesWatch {
  const { ring: _, ...form } = startLevel()
  const memories = detectorsOf(entry.kind).flatMap(({ code, start }) => {
    const list = states[code]
    return list ? [[code, fromList(start(), list)]] : []
  })
  return {
    ...entry,
    level: { ...fromList(form, level), ring: unpack(ring) },
    states: Object.fromEntries(memories),
  }
}

export function watchToText(watch: Watch): string {
  const series = Object.entries(watch.series).map(([name, entry]) => [
    name,
    'level' in entry ? storedSeries(entry) : entry,
  ])
  return toJson({ version, ...watch, series: Object.fromEntries(series) })
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
