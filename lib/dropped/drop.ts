/** Files that somebody dropped on a page: what is asked of them, and what was found in them. */
import type { Mapping } from '../ingest/foreign.ts'

export type { Mapping } from '../ingest/foreign.ts'

export const dropLimits = { files: 2000, bytes: 2 * 2 ** 30, path: 1000, name: 250, columns: 10_000 } as const

export type DropQuestion = {
  /** Whether the runs are only to be told, not stored. */
  isDry: boolean
  project: string | null
  /** How the columns of plain files are meant, by the paths of the files; as they seem to be where nothing is said. */
  mappings: Readonly<Record<string, Mapping>>
}

/** What one run of the files is. */
export type FoundRun = {
  /** What its page goes by once it is stored. */
  id: string
  name: string
  format: string
  file: string
  /** The first of them. */
  series: string[]
  seriesCount: number
  points: number
  notes: string
  /** Of a plain file: what could be the step, and what was taken for it. */
  columns: { step: string | null; names: string[] } | null
  /** What becomes of it, or has. */
  outcome: 'new' | 'grown' | 'known'
}

export type ReadDrop = {
  runs: FoundRun[]
  /** What was not understood, with its place. */
  troubles: string[]
}

/** A job for the process that reads a drop. */
export type DropJob = DropQuestion & { folder: string; url: string }
