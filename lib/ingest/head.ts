/** The start of a file, by which its format is known. */
import { unpackedStart } from './archives/unpacked.ts'
import { entriesAtStart, entriesIn, isZip } from './archives/zip.ts'
import { type Head, nameOfPath } from './foreign.ts'

/** Bytes of a head. */
export const headBytes = 16_384
/** Of one whose first line, an object, does not end before: of a log with thousands of values a line. */
const longHeadBytes = 262_144

/** How many bytes the head of a file has that starts with these. */
export function headLength(start: Uint8Array): number {
  const [brace, lineBreak] = [0x7b, 0x0a]
  const isLong = start[0] === brace && !start.subarray(0, headBytes).includes(lineBreak)
  return isLong ? longHeadBytes : headBytes
}

/** The head of a file that starts with these bytes, as that of what is in it where it is packed. */
export function headOf(path: string, bytes: Uint8Array): Head {
  const length = headLength(bytes)
  const start = unpackedStart(bytes.subarray(0, length)).subarray(0, length)
  const text = new TextDecoder().decode(start)
  const name = nameOfPath(path).replace(/\.gz$/, '')
  return { path, name, bytes: start, text, ...(isZip(bytes) && archiveIn(bytes, bytes)) }
}

/** The names of the files in an archive of this size that begins and ends with these bytes. */
export function archiveIn(start: Uint8Array, end: Uint8Array, size = end.length) {
  const listed = entriesIn(end, size)
  const entries = (listed ?? entriesAtStart(start)).map(({ name }) => name)
  return { entries, isCutOff: listed === null }
}
