/** Archives of other tools: the files in one, as files. */
import { plural } from '../../format.ts'
import type { ForeignFile, Head, Trouble } from '../foreign.ts'
import { mostUnpacked } from './unpacked.ts'
import { entriesAtStart, entriesIn, unzipped } from './zip.ts'

/** Whether an archive is one with these files. */
export function hasFiles({ entries, isCutOff }: Head, names: readonly string[]): boolean {
  if (!entries) return false
  // Of one that is cut off the later ones are missing.
  return isCutOff
    ? names.some((name) => entries.includes(name))
    : names.every((name) => entries.includes(name))
}

/** The files of these names in an archive; what is wrong with it or them goes to `troubles`. */
export function filesIn(
  archive: ForeignFile,
  names: readonly string[],
  troubles: Trouble[],
): Map<string, ForeignFile> {
  const found = new Map<string, ForeignFile>()
  const trouble = (place: string, what: string) => void troubles.push({ path: archive.path, place, what })
  const bytes = wholeOf(archive)
  if (!bytes) {
    trouble('byte 0', `an archive of more than ${mostUnpacked / 2 ** 20} MiB is not read.`)
    return found
  }
  const listed = entriesIn(bytes)
  if (!listed) {
    const what =
      'the archive has no list of files at its end: it is cut off, damaged, or too large; what is whole at its start is read.'
    trouble(`byte ${bytes.length}`, what)
  }
  const entries = listed ?? entriesAtStart(bytes)
  for (const name of names) {
    const entry = entries.find((one) => one.name === name)
    if (!entry) {
      if (listed) trouble(name, `it is not among the ${plural(entries.length, 'file')} of the archive.`)
      continue
    }
    const { bytes: content, fault } = unzipped(bytes, entry)
    if (content) {
      const path = `${archive.path}/${name}`
      found.set(name, { path, modified: archive.modified, chunks: () => [content] })
    } else trouble(name, `${fault}.`)
  }
  return found
}

/** All bytes of a file; null when they are too many. */
function wholeOf(file: ForeignFile): Uint8Array | null {
  const parts: Uint8Array[] = []
  let bytes = 0
  for (const chunk of file.chunks()) {
    bytes += chunk.length
    if (bytes > mostUnpacked) return null
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}
