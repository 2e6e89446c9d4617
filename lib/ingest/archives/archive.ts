/** Archives of other tools: the files in one, as files. */
import { counted } from '../draft.ts'
import type { ForeignFile, Trouble } from '../foreign.ts'
import { mostUnpacked } from './unpacked.ts'
import { entriesIn, unzipped } from './zip.ts'

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
  const entries = entriesIn(bytes)
  if (!entries) {
    const what =
      'the list of files at the end of the archive cannot be read: it is cut off, damaged, or too large.'
    trouble(`byte ${bytes.length}`, what)
    return found
  }
  for (const name of names) {
    const entry = entries.find((one) => one.name === name)
    if (!entry) {
      trouble(name, `it is not among the ${counted(entries.length, 'file')} of the archive.`)
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
