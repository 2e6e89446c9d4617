/** The nouns of files that other tools wrote: what a format is, what it is given, what it makes of it. */
import type { EndedStatus, RunDescription } from '../run.ts'
import type { SeriesColumns } from '../series.ts'

/** A file as a translator sees it. Paths have "/" between folders on every system. */
export type ForeignFile = {
  path: string
  /** When it was last written, ms since 1970: the time of points whose file tells none. */
  modified: number
  /** Its bytes from the start, in pieces of any size; may be asked for again. */
  chunks(): Iterable<Uint8Array>
  /** Asks it as an SQLite database; throws SQLite's own error. */
  rows?(sql: string, params: readonly Cell[]): Iterable<Cell[]>
}

/** A cell of a row of SQLite. */
export type Cell = number | bigint | string | null | Uint8Array

/** The start of a file: what it is known by. */
export type Head = {
  path: string
  name: string
  bytes: Uint8Array
  text: string
  /** The tables, where it is an SQLite database; none of one that cannot be read. */
  tables?: readonly string[]
  /** The names of the files in it, where it is a ZIP archive. */
  entries?: readonly string[]
  /** Whether the archive lacks its end, so that only the first of its files are known. */
  isCutOff?: boolean
}

/** Files that are read together; `path` names them: a folder, or the file itself. `nth` is which of several that are named so. */
export type Group = { path: string; files: string[]; nth?: number }

/** What could not be read, and where: `line 12`, `byte 4711`. */
export type Trouble = { path: string; place: string; what: string }

/** One run as a file has it. */
export type ForeignRun = {
  /** Which run of the group, where a group holds several; else empty. */
  part: string
  description: Partial<RunDescription>
  startedAt: number
  endedAt: number
  status: EndedStatus
  /** In order of appearance; steps rise within each. */
  series: SeriesColumns[]
  /** Of a plain file: what could be the step, and what was taken for it, so that a person can put it right. */
  columns?: { step: string | null; names: readonly string[] }
}

/** `troubles` is complete once the runs are through. */
export type Reading = { runs: Iterable<ForeignRun>; troubles: Trouble[] }

/** What a user says of the columns of a plain file. */
export type Mapping = {
  /** The column or key that holds the step. */
  step?: string
  /** The columns to read; all that hold numbers when left out. */
  only?: readonly string[]
  /** New names of series by the old ones. */
  rename?: Readonly<Record<string, string>>
}

export type Format = {
  id: string
  /** As users know it: `Keras CSVLogger`. */
  title: string
  /** Asked only when no other format knows the file. */
  isFallback?: true
  /** Of a fallback: whether it is surely a log. Files that nobody named, but their folder, are read only then. */
  isLog?(head: Head): boolean
  /** Whether the file is of this format, by its content; its name only helps. */
  sniff(head: Head): boolean
  /** Which of the files it knows are one run; each by itself when left out. `paths` are all files that were found. */
  group?(heads: readonly Head[], paths: readonly string[]): Group[]
  /** The runs in the files of one group. Never throws because of what a file holds. */
  read(files: readonly ForeignFile[], group: Group, mapping: Mapping): Reading
}

export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder of a path; "." for a bare name. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/')
  return end < 0 ? '.' : path.slice(0, end) || '/'
}

/** Groups by a key of the path; files in the order of their paths. */
export function groupedBy(paths: readonly string[], keyOf: (path: string) => string): Group[] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const key = keyOf(path)
    const group = groups.get(key)
    if (group) group.push(path)
    else groups.set(key, [path])
  }
  return [...groups].map(([path, files]) => ({ path, files: files.sort() }))
}
