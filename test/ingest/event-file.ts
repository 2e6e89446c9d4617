/** Writes TensorBoard event files for tests, with every kind of value that real ones may hold. */
import { maskedCrc32c } from '../../lib/ingest/tensorboard/crc32c.ts'

export function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return bytes
}

export const field = (number: number, wire: number) => varint(number * 8 + wire)
export const message = (number: number, bytes: ArrayLike<number>) => [
  ...field(number, 2),
  ...varint(bytes.length),
  ...Array.from(bytes),
]
export const text = (number: number, value: string) => message(number, new TextEncoder().encode(value))
export const double = (number: number, value: number) => [
  ...field(number, 1),
  ...new Uint8Array(new Float64Array([value]).buffer),
]
export const float = (number: number, value: number) => [
  ...field(number, 5),
  ...new Uint8Array(new Float32Array([value]).buffer),
]
export const integer = (number: number, value: number | bigint) => [...field(number, 0), ...varint(value)]

/** Frames the bytes of an event with its length and both checksums. */
export function record(data: ArrayLike<number>): Uint8Array {
  const framed = new Uint8Array(12 + data.length + 4)
  const view = new DataView(framed.buffer)
  view.setBigUint64(0, BigInt(data.length), true)
  view.setUint32(8, maskedCrc32c(framed, 0, 8), true)
  framed.set(Array.from(data), 12)
  view.setUint32(12 + data.length, maskedCrc32c(framed, 12, 12 + data.length), true)
  return framed
}

type Scalar = { tag: string; step: number | bigint; value: number; time?: number }

export const startTime = 1_700_000_000

/** An event with these values of a summary. */
export const event = (step: number | bigint, values: number[][], time = startTime) =>
  record([
    ...double(1, time),
    ...integer(2, step),
    ...message(
      5,
      values.flatMap((value) => message(1, value)),
    ),
  ])

export const scalar = ({ tag, step, value, time = startTime + Number(step) }: Scalar) =>
  event(step, [[...text(1, tag), ...float(2, value)]], time)

/** The first record of each file. */
export const version = record([...double(1, startTime), ...text(3, 'brain.Event:2')])

export const sessionStart = (step: number, time = startTime) =>
  record([...double(1, time), ...integer(2, step), ...message(7, integer(1, 1))])

export const plugin = (name: string, content: ArrayLike<number> = []) =>
  message(9, message(1, [...text(1, name), ...message(2, content)]))

export const eventFile = (...records: Uint8Array[]) => new Uint8Array(Buffer.concat([version, ...records]))
