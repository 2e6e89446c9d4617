/** The start of a file, by which its format is known. */
import { unpackedStart } from './archives/unpacked.ts'
import { entriesIn, isZip } from './archives/zip.ts'
import { type Head, nameOfPath } from './foreign.ts'

/** Bytes of a head. */
export const headBytes = 16_384

/** The head of a file that starts with these bytes, as that of what is in it where it is packed. */
export function headOf(path: string, bytes: Uint8Array): Head {
  const start = unpackedStart(bytes.subarray(0, headBytes)).subarray(0, headBytes)
  const text = new TextDecoder().decode(start)
  const name = nameOfPath(path).replace(/\.gz$/, '')
  return { path, name, bytes: start, text, ...(isZip(bytes) && { entries: namesIn(bytes) }) }
}

/** The names of the files in an archive of this size that ends with these bytes. */
export function namesIn(end: Uint8Array, size = end.length): string[] {
  return (entriesIn(end, size) ?? []).map(({ name }) => name)
}
