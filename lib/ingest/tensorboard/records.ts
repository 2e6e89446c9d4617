/**
 * TFRecord: `u64le length · masked CRC of it · data · masked CRC of those`. Both are checked. After a fault the next place
 * whose length fits its checksum is looked for, so that a flipped bit costs one record and invents none.
 */
import { maskedCrc32c } from './crc32c.ts'

/** A record's bytes, a view that holds until the next one is asked for; or what is wrong at that byte. */
export type FramedRecord =
  | { at: number; bytes: Uint8Array; fault: null }
  | { at: number; bytes: null; fault: string }

const headerBytes = 12
const footerBytes = 4
const largestRecord = 512 * 2 ** 20

/** Little-endian, by hand: two views a record would take longer than its checksums. */
function uint32At(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
  const high = (bytes[at + 2] as number) | ((bytes[at + 3] as number) << 8)
  return (low | (high << 16)) >>> 0
}

/** The length at this place, or -1 when it does not fit its checksum. */
function lengthAt(bytes: Uint8Array, at: number): number {
  if (uint32At(bytes, at + 8) !== maskedCrc32c(bytes, at, at + 8)) return -1
  const length = uint32At(bytes, at) + uint32At(bytes, at + 4) * 2 ** 32
  return length <= largestRecord ? length : -1
}

/** Whether a TFRecord can begin here. */
export function isRecordAt(bytes: Uint8Array, at: number): boolean {
  return bytes.length >= at + headerBytes && lengthAt(bytes, at) >= 0
}

export function* recordsOf(chunks: Iterable<Uint8Array>): Generator<FramedRecord> {
  const source = chunks[Symbol.iterator]()
  let buffer: Uint8Array = new Uint8Array(0)
  let start = 0
  /** Where the buffer begins in the file. */
  let base = 0

  /** Makes at least this many bytes stand in the buffer from `start` on; false at the end of the file. */
  function hold(count: number): boolean {
    if (buffer.length - start >= count) return true
    const parts = [buffer.subarray(start)]
    let have = buffer.length - start
    while (have < count) {
      const next = source.next()
      if (next.done) break
      parts.push(next.value)
      have += next.value.length
    }
    base += start
    start = 0
    buffer = Buffer.concat(parts)
    return have >= count
  }

  while (hold(1)) {
    const at = base + start
    if (!hold(headerBytes)) return void (yield { at, bytes: null, fault: cutOff })
    const length = lengthAt(buffer, start)
    if (length < 0) {
      do start++
      while (hold(headerBytes) && lengthAt(buffer, start) < 0)
      if (!hold(headerBytes)) start = buffer.length
      yield { at, bytes: null, fault: `${base + start - at} bytes are no record (a checksum does not fit)` }
      continue
    }
    if (!hold(headerBytes + length + footerBytes)) return void (yield { at, bytes: null, fault: cutOff })
    const data = start + headerBytes
    const isWhole = uint32At(buffer, data + length) === maskedCrc32c(buffer, data, data + length)
    start = data + length + footerBytes
    if (isWhole) yield { at, bytes: buffer.subarray(data, data + length), fault: null }
    else yield { at, bytes: null, fault: `a record of ${length} bytes does not fit its checksum` }
  }
}

const cutOff = 'the file ends within a record: it was cut off, or is still being written'
