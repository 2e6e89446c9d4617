/** The files that a user named, sorted into what is read together. */
import { filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import type { Format } from '../../lib/ingest/foreign.ts'
import { type Sorted, sortFiles } from '../../lib/ingest/index.ts'

/** With a format that the user names, every file is taken for one of it. */
export function readable(places: readonly string[], format: Format | null): Sorted {
  return sortFiles(filesBelow(places), headOnDisk, format)
}
