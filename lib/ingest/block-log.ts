/**
 * The log of LevelDB, as W&B and SwanLab write it: blocks of 32 KiB, in them pieces `u32le CRC over kind and data ·
 * u16le length · u8 kind`; a record is one piece (1) or a first, middle ones and a last (2, 3, 4). After a fault
 * reading goes on with the next block.
 */
import { crc32 } from './crc32.ts'

const blockBytes = 32_768
const pieceHeader = 7
/** Four characters, two bytes, a version; the first block counts these bytes. */
export const headerBytes = 7
const largestRecord = 256 * 2 ** 20

export type LogRecord =
  | { at: number; bytes: Uint8Array; fault: null }
  | { at: number; bytes: null; fault: string }

/** Whether a file begins with these: `:W&B` and what follows it. */
export function hasMark(bytes: Uint8Array, word: string, ...after: number[]): boolean {
  const mark = [...new TextEncoder().encode(word), ...after]
  return bytes.length >= headerBytes && mark.every((byte, i) => bytes[i] === byte)
}

/** Blocks of the file; the last one may be shorter. */
function* blocksOf(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0)
  for (const chunk of chunks) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk
    let at = 0
    for (; at + blockBytes <= bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes)
    rest = bytes.subarray(at)
  }
  if (rest.length) yield rest
}

export function* recordsOf(chunks: Iterable<Uint8Array>): Generator<LogRecord> {
  let base = 0
  /** Pieces of a record that goes on, and where it began. */
  let open: Uint8Array[] | null = null
  let openAt = 0
  let openBytes = 0
  const fault = (at: number, what: string): LogRecord => ({ at, bytes: null, fault: what })
  for (const block of blocksOf(chunks)) {
    if (base === 0 && block.length < headerBytes) yield fault(0, cutOff)
    const view = new DataView(block.buffer, block.byteOffset, block.length)
    let at = base === 0 ? headerBytes : 0
    // Less than a header is left over at the end of a block, and filled with zeros.
    while (at + pieceHeader <= block.length) {
      const length = view.getUint16(at + 4, true)
      const kind = block[at + 6] as number
      const start = at + pieceHeader
      const end = start + length
      if (kind === 0 && length === 0) break
      if (end > block.length) {
        const isLast = block.length < blockBytes
        yield fault(base + at, isLast ? cutOff : 'a piece is longer than its block')
        open = null
        if (isLast) return
        break
      }
      if (crc32(block, at + 6, end) !== view.getUint32(at, true)) {
        yield fault(base + at, 'a piece does not fit its checksum; the rest of its block is left out')
        open = null
        break
      }
      const data = block.subarray(start, end)
      if (kind === 1 || kind === 2) {
        if (open) yield fault(openAt, 'a record has no end')
        open = kind === 2 ? [data.slice()] : null
        openAt = base + at
        openBytes = length
        if (kind === 1) yield { at: openAt, bytes: data, fault: null }
      } else if ((kind === 3 || kind === 4) && open) {
        openBytes += length
        if (openBytes > largestRecord) {
          yield fault(openAt, 'a record is larger than 256 MiB')
          open = null
        } else {
          open.push(data.slice())
          if (kind === 4) {
            yield { at: openAt, bytes: Buffer.concat(open), fault: null }
            open = null
          }
        }
      } else if (kind < 1 || kind > 4) yield fault(base + at, `a piece of the unknown kind ${kind}`)
      at = end
    }
    base += block.length
    if (
      block.length < blockBytes &&
      at < block.length &&
      block.subarray(at).some((byte) => byte !== 0) &&
      at + pieceHeader > block.length
    )
      yield fault(base - (block.length - at), cutOff)
  }
  if (open) yield fault(openAt, cutOff)
}

const cutOff = 'the file ends within a record: it was cut off, or is still being written'
