/** A watch as the text that is kept with its run. The remembered values, most of its weight, go as their bytes. */
import { fromJson, toJson } from '../number.ts'
import type { Watch } from './watch.ts'

/** Changes with the form of a watch or of a detector's memory. */
const version = 2

/** Eight bytes a number, in base64: half the length of their digits, and as exact. */
function pack(ring: readonly number[]): string {
  const bytes = new Uint8Array(Float64Array.from(ring).buffer)
  return btoa(String.fromCharCode(...bytes))
}

function unpack(text: string): number[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return Array.from(new Float64Array(bytes.buffer))
}

export function watchToText(watch: Watch): string {
  const series = Object.entries(watch.series).map(([name, entry]) => [
    name,
    'level' in entry ? { ...entry, level: { ...entry.level, ring: pack(entry.level.ring) } } : entry,
  ])
  return toJson({ version, ...watch, series: Object.fromEntries(series) })
}

/** Null for the text of another version: its run is watched anew from its next point on. */
export function watchFromText(text: string): Watch | null {
  const { version: written, ...watch } = fromJson(text) as Watch & { version?: number }
  if (written !== version) return null
  for (const entry of Object.values(watch.series))
    if ('level' in entry) entry.level.ring = unpack(entry.level.ring as unknown as string)
  return watch
}
