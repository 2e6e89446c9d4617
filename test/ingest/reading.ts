/** Reads foreign files in tests: from the folder of real ones, or from bytes. */
import { join } from 'node:path'
import { expect } from 'vitest'
import { fileOnDisk, filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import type { ForeignFile, ForeignRun, Format, Mapping, Trouble } from '../../lib/ingest/foreign.ts'
import { headOf } from '../../lib/ingest/head.ts'
import { sortFiles } from '../../lib/ingest/index.ts'
import { readGroup } from '../../lib/ingest/read-group.ts'

export const filesFolder = join(import.meta.dirname, 'files')
export const real = (...places: string[]) => join(filesFolder, ...places)

export type Read = { format: string; path: string; run: ForeignRun }
export type ReadAll = { runs: Read[]; troubles: Trouble[]; unknown: string[] }

/** What is read of files and folders on the disk. */
export function readPlaces(...places: string[]): ReadAll {
  const { groups, unknown } = sortFiles(filesBelow(places), headOnDisk)
  const all: ReadAll = { runs: [], troubles: [], unknown }
  for (const { format, group } of groups) {
    const files = group.files.map(fileOnDisk)
    const { runs, troubles } = readGroup(format, group, files, {})
    for (const run of runs) all.runs.push({ format: format.id, path: group.path, run })
    for (const file of files) file.close()
    all.troubles.push(...troubles)
  }
  return all
}

/** The one run in a place among the real files. */
export function readReal(...place: string[]): { run: ForeignRun; troubles: Trouble[]; format: string } {
  const { runs, troubles } = readPlaces(real(...place))
  expect(runs).toHaveLength(1)
  const [{ run, format }] = runs as [Read]
  return { run, troubles, format }
}

export const modified = Date.UTC(2026, 0, 1)

/** A file of these bytes, given away in pieces of this size. */
export function fileOf(path: string, content: string | Uint8Array, pieceBytes = 1 << 20): ForeignFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  function* chunks() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  }
  return { path, modified, chunks }
}

/** What is read of files in memory, by their paths. */
export function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  mapping: Mapping = {},
  pieceBytes?: number,
  meant: Format | null = null,
): ReadAll {
  const open = new Map(
    Object.entries(files).map(([path, content]) => [path, fileOf(path, content, pieceBytes)]),
  )
  const headAt = (path: string) => headOf(path, Buffer.concat([...(open.get(path) as ForeignFile).chunks()]))
  const { groups, unknown } = sortFiles([...open.keys()], headAt, { meant })
  const all: ReadAll = { runs: [], troubles: [], unknown }
  for (const { format, group } of groups) {
    const { runs, troubles } = readGroup(
      format,
      group,
      group.files.map((path) => open.get(path) as ForeignFile),
      mapping,
    )
    for (const run of runs) all.runs.push({ format: format.id, path: group.path, run })
    all.troubles.push(...troubles)
  }
  return all
}

/** The run of one text. */
export function readText(path: string, content: string | Uint8Array, mapping: Mapping = {}) {
  const { runs, troubles, unknown } = readFiles({ [path]: content }, mapping)
  return { run: runs[0]?.run, format: runs[0]?.format, troubles, unknown }
}

export type Points = Record<string, [step: number, value: number][]>

export function pointsOf(run: ForeignRun | undefined): Points {
  return Object.fromEntries(
    (run?.series ?? []).map(({ name, steps, values }) => [
      name,
      Array.from(steps, (step, i): [number, number] => [step, values[i] as number]),
    ]),
  )
}

/** Points of a series, to the bit: -0 is not 0, NaN only itself. */
export function expectPoints(
  run: ForeignRun | undefined,
  name: string,
  points: readonly (readonly [number, number])[],
): void {
  const found = pointsOf(run)[name] ?? []
  expect(found.map(([step]) => step)).toEqual(points.map(([step]) => step))
  const unlike = found.findIndex(([, value], i) => !Object.is(value, points[i]?.[1]))
  expect(unlike === -1 ? null : { name, at: found[unlike], not: points[unlike] }).toBeNull()
}

/** Values at the steps from `first` on. */
export const from = (first: number, ...values: number[]) =>
  values.map((value, i): [number, number] => [first + i, value])
export const N = Number.NaN
export const I = Number.POSITIVE_INFINITY
/** As a float32 holds it. */
export const f32 = Math.fround
