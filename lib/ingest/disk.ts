/** The files that are to be read: walks folders, reads starts and pieces. The only part of this room that touches the disk. */
import {
  closeSync,
  existsSync,
  fstatSync,
  opendirSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { join, sep } from 'node:path'
import { Refusal } from '../refusal.ts'
import { listBytes } from './archives/zip.ts'
import type { ForeignFile, Head } from './foreign.ts'
import { createQueries, isDatabase, tablesOf } from './foreign-database.ts'
import { archiveIn, headBytes, headLength, headOf } from './head.ts'

/** Files below a folder that are looked at; a data set in the wrong place is not a log. */
const mostFiles = 100_000
const deepest = 30
const pieceBytes = 4 * 2 ** 20
/** Folders that hold programs, never logs. */
const leftOut = new Set(['node_modules', '.git', '__pycache__', '.venv', 'venv', 'site-packages'])

const slashed = (path: string) => (sep === '/' ? path : path.split(sep).join('/'))

/** Every file at or below these places, by their real paths, each once. Refuses a place that is not there. */
export function filesBelow(places: readonly string[]): string[] {
  const found = new Set<string>()
  for (const place of places) {
    if (!existsSync(place))
      throw new Refusal('not-found', `There is nothing at ${JSON.stringify(place)}: name a file or a folder.`)
    const path = realpathSync(place)
    if (statSync(path).isDirectory()) walk(path, 0, found)
    else found.add(slashed(path))
  }
  return [...found].sort()
}

function walk(folder: string, depth: number, found: Set<string>): void {
  const entries = opendirSync(folder)
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync()) {
      const path = join(folder, entry.name)
      // Links are not followed: they may lead back, or out of what the user named.
      if (entry.isDirectory() && depth < deepest && !leftOut.has(entry.name)) walk(path, depth + 1, found)
      else if (entry.isFile()) found.add(slashed(path))
      if (found.size > mostFiles)
        throw new Refusal(
          'too-many',
          `There are more than ${mostFiles} files below ${folder}: name a folder further down.`,
        )
    }
  } finally {
    entries.closeSync()
  }
}

/** The start of a file, or null when it cannot be read. */
export function headOnDisk(path: string): Head | null {
  try {
    const file = openSync(path, 'r')
    try {
      const start = startOf(file, headBytes)
      const length = headLength(start)
      const head = headOf(path, length > headBytes ? startOf(file, length) : start)
      if (isDatabase(head.bytes)) return { ...head, tables: tablesOf(path) }
      return head.entries ? { ...head, ...archiveAt(file, head.bytes) } : head
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}

function startOf(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
}

/** What is in an archive, whose list is at its end. */
function archiveAt(file: number, start: Uint8Array) {
  const { size } = fstatSync(file)
  const bytes = Buffer.alloc(Math.min(size, listBytes))
  const count = readSync(file, bytes, 0, bytes.length, size - bytes.length)
  return archiveIn(start, bytes.subarray(0, count), size)
}

/** A file that stays open for questions until `close`, where it is a database. */
export type OpenFile = ForeignFile & { close(): void }

export function fileOnDisk(path: string): OpenFile {
  const queries = createQueries(path)
  return {
    path,
    modified: Math.round(statSync(path).mtimeMs),
    chunks: () => piecesOf(path),
    rows: queries.rows,
    close: queries.close,
  }
}

/** A file that grows meanwhile is read up to where it ends then. */
function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    for (;;) {
      const bytes = Buffer.allocUnsafe(pieceBytes)
      const count = readSync(file, bytes, 0, pieceBytes, null)
      if (count === 0) return
      yield bytes.subarray(0, count)
    }
  } finally {
    closeSync(file)
  }
}
