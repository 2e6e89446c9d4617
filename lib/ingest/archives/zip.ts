/** ZIP archives: the list of files at their end, and single files of them, unpacked within limits. No ZIP64, no encryption. */
import { inflateRawSync } from 'node:zlib'
import { crc32 } from '../crc32.ts'
import { mostUnpacked } from './unpacked.ts'

/** The bytes at the end of an archive that its list of files is looked for in. */
export const listBytes = 256 * 1024
const endBytes = 22
const entryBytes = 46
const localBytes = 30
const marks = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 }
/** Stands for a number that is in a ZIP64 record instead. */
const elsewhere = 0xffff_ffff

export type ZipEntry = {
  name: string
  method: number
  isEncrypted: boolean
  crc: number
  packedBytes: number
  bytes: number
  /** Where its local header begins in the archive. */
  at: number
}

export const isZip = (bytes: Uint8Array) =>
  bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === marks.local

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/**
 * The files that an archive lists, or null when its list is not in these bytes, which are its end. `size` is that of
 * the whole.
 */
export function entriesIn(bytes: Uint8Array, size = bytes.length): ZipEntry[] | null {
  const view = viewOf(bytes)
  let end = bytes.length - endBytes
  while (end >= 0 && view.getUint32(end, true) !== marks.end) end--
  if (end < 0) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true) - (size - bytes.length)
  if (at < 0) return null
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + entryBytes > end || view.getUint32(at, true) !== marks.entry) return null
    const nameBytes = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + entryBytes, at + entryBytes + nameBytes))
    entries.push({
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/**
 * The files at the start of an archive whose list is missing, by the headers before them, up to one that does not say
 * how long it is.
 */
export function entriesAtStart(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes)
  const entries: ZipEntry[] = []
  for (let at = 0; at + localBytes <= bytes.length && view.getUint32(at, true) === marks.local; ) {
    const flags = view.getUint16(at + 6, true)
    const packedBytes = view.getUint32(at + 18, true)
    const nameBytes = view.getUint16(at + 26, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + localBytes, at + localBytes + nameBytes)),
      method: view.getUint16(at + 8, true),
      isEncrypted: (flags & 1) === 1,
      crc: view.getUint32(at + 14, true),
      packedBytes,
      bytes: view.getUint32(at + 22, true),
      at,
    })
    if (flags & 8 || packedBytes === elsewhere) break
    at += localBytes + nameBytes + view.getUint16(at + 28, true) + packedBytes
  }
  return entries
}

/** The bytes of one file of an archive, or what is wrong with it. */
export function unzipped(
  archive: Uint8Array,
  entry: ZipEntry,
): { bytes: Uint8Array; fault: null } | { bytes: null; fault: string } {
  const fault = (what: string) => ({ bytes: null, fault: what })
  const { at, packedBytes, bytes: size, method, crc } = entry
  if ([at, packedBytes, size].includes(elsewhere)) return fault('it is larger than 4 GiB')
  if (size > mostUnpacked)
    return fault(
      `it has ${Math.round(size / 2 ** 20)} MiB unpacked, at most ${mostUnpacked / 2 ** 20} are read`,
    )
  if (entry.isEncrypted) return fault('it is encrypted')
  const view = viewOf(archive)
  if (at + localBytes > archive.length || view.getUint32(at, true) !== marks.local)
    return fault('it is not where the archive says')
  const start = at + localBytes + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = archive.subarray(start, start + packedBytes)
  if (packed.length < packedBytes) return fault('it is cut off')
  if (method !== 0 && method !== 8) return fault(`it is packed in a way (${method}) that is not read`)
  let bytes: Uint8Array = packed
  try {
    // One byte more than it says, and it is not what it says: this much is unpacked at most.
    if (method === 8) bytes = inflateRawSync(packed, { maxOutputLength: size + 1 })
  } catch {
    return fault('what is packed is damaged')
  }
  if (bytes.length !== size || crc32(bytes, 0, size) !== crc) return fault('it does not fit its checksum')
  return { bytes, fault: null }
}
