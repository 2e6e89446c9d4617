/** The files that a user named, sorted into what is read together. */
import { statSync } from 'node:fs'
import { filesBelow, headOnDisk } from '../../lib/ingest/disk.ts'
import type { Format } from '../../lib/ingest/foreign.ts'
import { type Sorted, sortFiles } from '../../lib/ingest/index.ts'

/** The files below those places that are there; of the others `say` is told why. */
export function filesFollowed(places: readonly string[], say: (sentence: string) => void): string[] {
  const found = places.flatMap((place) => {
    try {
      return filesBelow([place])
    } catch (error) {
      say((error as Error).message)
      return []
    }
  })
  return [...new Set(found)].sort()
}

/**
 * `named` are the files that the user named by themselves. With a format that is named too, every file is taken for
 * one of it.
 */
export function readable(places: readonly string[], format: Format | null): Sorted & { named: string[] } {
  const paths = filesBelow(places)
  const named = filesBelow(places.filter((place) => statSync(place).isFile()))
  return { ...sortFiles(paths, headOnDisk, { meant: format, named }), named }
}
