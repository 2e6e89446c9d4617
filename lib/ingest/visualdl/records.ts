/** VisualDL's frames: `u64le length · record`, without a checksum. Where a length cannot be one, what follows cannot be found. */

/** A record's bytes, or what is wrong at that byte. */
export type VisualdlRecord =
  | { at: number; bytes: Uint8Array; fault: null }
  | { at: number; bytes: null; fault: string }

const headerBytes = 8
const largestRecord = 256 * 2 ** 20

/** The length that stands here. */
export function lengthAt(bytes: Uint8Array, at: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, headerBytes)
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
}

export function* recordsOf(chunks: Iterable<Uint8Array>): Generator<VisualdlRecord> {
  let rest: Uint8Array = new Uint8Array(0)
  /** Where the rest begins in the file. */
  let base = 0
  const waiting: Uint8Array[] = []
  let bytesWaiting = 0
  let wanted = headerBytes
  for (const chunk of chunks) {
    waiting.push(chunk)
    bytesWaiting += chunk.length
    // Joined only when a record is whole: a large one would be copied with each piece of it.
    if (rest.length + bytesWaiting < wanted) continue
    rest = Buffer.concat([rest, ...waiting.splice(0)])
    bytesWaiting = 0
    let at = 0
    for (wanted = headerBytes; rest.length - at >= headerBytes; wanted = headerBytes) {
      const length = lengthAt(rest, at)
      if (length > largestRecord)
        return void (yield {
          at: base + at,
          bytes: null,
          fault: 'no record can be so long: it and what follows is left out',
        })
      wanted = headerBytes + length
      if (rest.length - at < wanted) break
      yield { at: base + at, bytes: rest.subarray(at + headerBytes, at + wanted), fault: null }
      at += wanted
    }
    base += at
    rest = rest.subarray(at)
  }
  if (rest.length + bytesWaiting > 0)
    yield {
      at: base,
      bytes: null,
      fault: 'the file ends within a record: it was cut off, or is still being written',
    }
}
