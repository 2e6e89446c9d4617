/** Event files as a training writes them, with values that are easily lost. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { maskedCrc32c } from '../../lib/ingest/tensorboard/crc32c.ts'

const startTime = 1_700_000_000

/** A float32, as event files hold; some are not finite. */
export const valueAt = (step: number) =>
  step % 9973 === 0
    ? ([Number.NaN, Number.POSITIVE_INFINITY][step % 2] as number)
    : Math.fround(Math.exp(-step / 2e5) + 0.01 * Math.sin(step))

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}

function framed(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 16)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length, true)
  view.setUint32(8, maskedCrc32c(bytes, 0, 8), true)
  bytes.set(data, 12)
  view.setUint32(12 + data.length, maskedCrc32c(bytes, 12, 12 + data.length), true)
  return bytes
}

/** wall_time, step, summary {value {tag, simple_value}}. */
function scalarEvent(tag: Uint8Array, step: number): Uint8Array {
  const value = [0x0a, tag.length, ...tag, 0x15, ...new Uint8Array(Float32Array.of(valueAt(step)).buffer)]
  const time = new Uint8Array(Float64Array.of(startTime + step / 100).buffer)
  return framed(
    Uint8Array.from([
      0x09,
      ...time,
      0x10,
      ...varint(step),
      0x2a,
      value.length + 2,
      0x0a,
      value.length,
      ...value,
    ]),
  )
}

export function writeFile(path: string, parts: Iterable<string | Uint8Array>): void {
  const file = openSync(path, 'w')
  let waiting: Uint8Array[] = []
  for (const part of parts) {
    waiting.push(typeof part === 'string' ? Buffer.from(part) : part)
    if (waiting.length < 10_000) continue
    writeSync(file, Buffer.concat(waiting))
    waiting = []
  }
  writeSync(file, Buffer.concat(waiting))
  closeSync(file)
}

/** The records of a file with one series of this many points. */
export function* eventRecords(points: number): Generator<Uint8Array> {
  const version = Buffer.from('brain.Event:2')
  yield framed(Uint8Array.from([0x1a, version.length, ...version]))
  const tag = new TextEncoder().encode('train/loss')
  for (let step = 0; step < points; step++) yield scalarEvent(tag, step)
}
