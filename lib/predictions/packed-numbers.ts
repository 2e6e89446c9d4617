/** Numbers as bytes for the database: in as few as lose nothing, known by what they say. */
import { createHash } from 'node:crypto'
import type { NumberArray } from '../losses/index.ts'

const packings = ['u1', 'f4', 'f8'] as const
export type Packing = (typeof packings)[number]
/** Little-endian. */
export type PackedNumbers = { hash: string; packing: Packing; bytes: Uint8Array }

function packingOf(numbers: NumberArray): Packing {
  let packing: Packing = 'u1'
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number
    if (!Object.is(Math.fround(value), value)) return 'f8'
    if (packing === 'u1' && !Object.is(value & 0xff, value)) packing = 'f4'
  }
  return packing
}

/**
 * The SHA-256, in hexadecimal digits, of the numbers as little-endian float64, row by row: the same whatever type they came in.
 * In Python `hashlib.sha256(numpy.ascontiguousarray(targets, '<f8').tobytes()).hexdigest()`.
 */
export function hashOfNumbers(numbers: NumberArray): string {
  // A NaN has many bit patterns; an assignment to a typed array may keep any of them, so each is written as one.
  const plain = Float64Array.from(numbers, (value) => (Number.isNaN(value) ? Number.NaN : value))
  return createHash('sha256').update(littleEndian(plain)).digest('hex')
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function littleEndian(numbers: Float32Array | Float64Array): Uint8Array {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  if (isLittleEndian) return bytes
  const turned = Buffer.from(bytes)
  return numbers.BYTES_PER_ELEMENT === 4 ? turned.swap32() : turned.swap64()
}

export function packNumbers(numbers: NumberArray): PackedNumbers {
  const packing = packingOf(numbers)
  const hash = hashOfNumbers(numbers)
  if (packing === 'u1') return { hash, packing, bytes: Uint8Array.from(numbers) }
  return {
    hash,
    packing,
    bytes: littleEndian(packing === 'f4' ? Float32Array.from(numbers) : Float64Array.from(numbers)),
  }
}

/** The inverse; throws for bytes that are no whole numbers. */
export function unpackNumbers({ packing, bytes }: Omit<PackedNumbers, 'hash'>): NumberArray {
  if (packing === 'u1') return Float32Array.from(bytes)
  // A copy: the bytes may begin anywhere in a larger buffer.
  const own = Buffer.from(bytes)
  if (!isLittleEndian) packing === 'f4' ? own.swap32() : own.swap64()
  const buffer = own.buffer.slice(own.byteOffset, own.byteOffset + own.byteLength) as ArrayBuffer
  return packing === 'f4' ? new Float32Array(buffer) : new Float64Array(buffer)
}
