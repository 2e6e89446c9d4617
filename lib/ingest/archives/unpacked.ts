/** Files that are packed by gzip, and texts in UTF-16, as what is in them. */
import { constants, gunzipSync } from 'node:zlib'
import type { ForeignFile, Trouble } from '../foreign.ts'

/** Bytes that a file, or a file of an archive, may have once it is unpacked: a packed one of 1 MiB may hold a thousand. */
export const mostUnpacked = 512 * 2 ** 20
/** Bytes that tell what a file is. */
const markBytes = 4

const damaged = 'what gzip packed is damaged: nothing of it is read.'

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

/** By its mark. Two zeros after it are of UTF-32, or of a length in a file of bytes. */
function encodingOf([a, b, c, d]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (a === 0xff && b === 0xfe && (c !== 0 || d !== 0)) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

/** The start of what is in a file that starts with these bytes. */
export function unpackedStart(bytes: Uint8Array): Uint8Array {
  let start = bytes
  try {
    // Without the checksum at the end of a short one: what it is can be told of a damaged one too.
    if (isGzip(bytes)) start = gunzipSync(bytes.subarray(0, -8), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    // It is none, or damaged: then it is no log.
  }
  const encoding = encodingOf(start)
  if (!encoding) return start
  return new TextEncoder().encode(new TextDecoder(encoding).decode(start, { stream: true }))
}

/** The file as its reader is to see it. What cannot be unpacked is told. */
export function unpacked(file: ForeignFile, tell: (trouble: Trouble) => void): ForeignFile {
  function* chunks(): Generator<Uint8Array> {
    let pieces = marked(file.chunks())
    if (isGzip(pieces.mark)) {
      const { bytes, fault, at } = gunzipped(pieces.all)
      if (fault) tell({ path: file.path, place: `byte ${at}`, what: fault })
      pieces = marked([bytes])
    }
    const encoding = encodingOf(pieces.mark)
    if (!encoding) return yield* pieces.all
    const decoder = new TextDecoder(encoding)
    const encoder = new TextEncoder()
    for (const piece of pieces.all) yield encoder.encode(decoder.decode(piece, { stream: true }))
    yield encoder.encode(decoder.decode())
  }
  return { ...file, chunks }
}

/** Pieces, and the bytes that they begin with. */
function marked(pieces: Iterable<Uint8Array>): { mark: Uint8Array; all: Iterable<Uint8Array> } {
  const source = pieces[Symbol.iterator]()
  let start: Uint8Array = new Uint8Array(0)
  while (start.length < markBytes) {
    const next = source.next()
    if (next.done) break
    start = start.length ? Buffer.concat([start, next.value]) : next.value
  }
  function* all(): Generator<Uint8Array> {
    if (start.length) yield start
    for (let next = source.next(); !next.done; next = source.next()) yield next.value
  }
  return { mark: start.subarray(0, markBytes), all: all() }
}

/** All that is in a packed file; of one that is cut off what stands before, of one that is damaged or too large nothing. */
function gunzipped(pieces: Iterable<Uint8Array>): { bytes: Uint8Array; fault: string | null; at: number } {
  const none = new Uint8Array(0)
  const tooLarge = `unpacked it has more than ${mostUnpacked / 2 ** 20} MiB: it is not read.`
  const parts: Uint8Array[] = []
  let at = 0
  for (const piece of pieces) {
    at += piece.length
    if (at > mostUnpacked) return { bytes: none, fault: tooLarge, at }
    parts.push(piece)
  }
  const packed = Buffer.concat(parts)
  const limit = { maxOutputLength: mostUnpacked }
  try {
    return { bytes: gunzipSync(packed, limit), fault: null, at }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') return { bytes: none, fault: tooLarge, at: 0 }
    if (code !== 'Z_BUF_ERROR') return { bytes: none, fault: damaged, at: 0 }
  }
  const fault = 'what gzip packed is cut off, or still being written; what stands before is read.'
  try {
    const bytes = gunzipSync(packed, { ...limit, finishFlush: constants.Z_SYNC_FLUSH })
    return isCutOff(packed, bytes.length) ? { bytes, fault, at } : { bytes: none, fault: damaged, at: 0 }
  } catch {
    return { bytes: none, fault, at }
  }
}

/** A whole file ends in the length of what it holds: one that does, and has no end all the same, is damaged before it. */
function isCutOff(packed: Buffer, length: number): boolean {
  const said = packed.readUInt32LE(packed.length - 4)
  return said < length / 4 || said > 4 * length + 1024
}
