/** Arrays as PostgreSQL's wire protocol carries them in binary: every double survives, and no number is written out. */

/** Object ids of the types of elements, and the bytes of one (`src/include/catalog/pg_type.dat` of PostgreSQL). */
const elements = {
  int4: { id: 23, bytes: 4, write: (view: DataView, at: number, value: number) => view.setInt32(at, value) },
  int8: {
    id: 20,
    bytes: 8,
    // A step is below 2^53: in two halves, as a BigInt for each takes longer.
    write(view: DataView, at: number, value: number) {
      const high = Math.floor(value / 2 ** 32)
      view.setInt32(at, high)
      view.setUint32(at + 4, value - high * 2 ** 32)
    },
  },
  float8: {
    id: 701,
    bytes: 8,
    write: (view: DataView, at: number, value: number) => view.setFloat64(at, value),
  },
} as const

export type ElementType = keyof typeof elements

const headerBytes = 20

/** One dimension, from 1. `isNull` tells of which places there is none. */
export function binaryArray(
  type: ElementType,
  length: number,
  valueAt: (i: number) => number,
  isNull: (i: number) => boolean = () => false,
): Buffer {
  const { id, bytes, write } = elements[type]
  const buffer = Buffer.alloc(headerBytes + length * (4 + bytes))
  const view = new DataView(buffer.buffer, buffer.byteOffset)
  let at = headerBytes
  let hasNulls = false
  for (let i = 0; i < length; i++) {
    if (isNull(i)) {
      hasNulls = true
      view.setInt32(at, -1)
      at += 4
      continue
    }
    view.setInt32(at, bytes)
    write(view, at + 4, valueAt(i))
    at += 4 + bytes
  }
  for (const [i, header] of [1, hasNulls ? 1 : 0, id, length, 1].entries()) view.setInt32(4 * i, header)
  return buffer.subarray(0, at)
}
