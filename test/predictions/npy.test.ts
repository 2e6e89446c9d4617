import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNpy, writeNpy } from '../../lib/predictions/npy.ts'
import { Refusal } from '../../lib/refusal.ts'

type Header = { descr?: string; order?: string; shape?: string; version?: number }

/** A file as `numpy.save` makes it, of numbers that are written already. */
function npy(
  numbers: Uint8Array,
  { descr = '<f8', order = 'False', shape = '(2,)', version = 1 }: Header = {},
) {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }\n`
  const head = version === 1 ? Buffer.alloc(10) : Buffer.alloc(12)
  head.set([0x93, ...Buffer.from('NUMPY'), version, 0])
  version === 1 ? head.writeUInt16LE(dictionary.length, 8) : head.writeUInt32LE(dictionary.length, 8)
  return Buffer.concat([head, Buffer.from(dictionary), numbers])
}

const bytesOf = (numbers: { buffer: ArrayBufferLike; byteOffset: number; byteLength: number }) =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
const valuesOf = (file: Uint8Array) => Array.from(readNpy(file)[0]?.data ?? [])

describe('a .npy file', () => {
  it('comes back as it was written, NaN, ±∞ and −0 too, at any place in a buffer', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), fc.nat(7), fc.boolean(), (numbers, offset, isShort) => {
        const data = isShort ? Float32Array.from(numbers) : Float64Array.from(numbers)
        const written = writeNpy([numbers.length], data)
        const within = new Uint8Array(offset + written.length)
        within.set(written, offset)
        const [read] = readNpy(within.subarray(offset))
        expect(read?.shape).toEqual([numbers.length])
        expect(Array.from(read?.data ?? [])).toEqual(Array.from(data))
        expect(written.length % 4).toBe(0)
      }),
    )
  })

  it.each([
    ['<f4', Float32Array.of(1.5, -2)],
    ['<i8', BigInt64Array.of(1n, -2n)],
    ['<u8', BigUint64Array.of(2n ** 53n, 3n)],
    ['<i4', Int32Array.of(-7, 8)],
    ['<u4', Uint32Array.of(4_000_000_000, 8)],
    ['<i2', Int16Array.of(-7, 8)],
    ['<u2', Uint16Array.of(65_535, 8)],
    ['|i1', Int8Array.of(-7, 8)],
    ['|u1', Uint8Array.of(255, 8)],
    ['|b1', Uint8Array.of(0, 1)],
  ])('may be of the type %s', (descr, numbers) => {
    expect(valuesOf(npy(bytesOf(numbers), { descr }))).toEqual(Array.from(numbers, Number))
  })

  it('may have half floats: normal, subnormal, infinite and none', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x8000)
    expect(valuesOf(npy(bytesOf(halves), { descr: '<f2', shape: '(9,)' }))).toEqual([
      ...[1, -2, 0.333251953125, 2 ** -24, 65504],
      ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0],
    ])
  })

  it('may be big-endian, and of the versions 1, 2 and 3', () => {
    const numbers = Buffer.alloc(16)
    numbers.writeDoubleBE(0.1, 0)
    numbers.writeDoubleBE(-3, 8)
    for (const version of [1, 2, 3])
      expect(valuesOf(npy(numbers, { descr: '>f8', version }))).toEqual([0.1, -3])
  })

  it('may be in Fortran order, whatever its axes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), (shape) => {
        const count = shape.reduce((product, length) => product * length, 1)
        const inFile = new Float64Array(count)
        // The place of each entry in column-major order, said by another way than the reader's.
        for (let row = 0; row < count; row++) {
          let rest = row
          const index = shape.toReversed().map((length) => {
            const at = rest % length
            rest = Math.floor(rest / length)
            return at
          })
          const place = index
            .toReversed()
            .reduceRight((sum, at, axis) => sum * (shape[axis] as number) + at, 0)
          inFile[place] = row
        }
        const file = npy(bytesOf(inFile), { order: 'True', shape: `(${shape.join(', ')},)` })
        expect(valuesOf(file)).toEqual(Array.from({ length: count }, (_, row) => row))
      }),
    )
  })

  it('may hold two arrays, as two calls of numpy.save leave them', () => {
    const both = Buffer.concat([
      writeNpy([2, 1], Float32Array.of(1, 2)),
      writeNpy([2], Float64Array.of(3, 4)),
    ])
    expect(readNpy(both).map(({ shape }) => shape)).toEqual([[2, 1], [2]])
    expect(() => readNpy(Buffer.concat([both, both]))).toThrow(/more behind the first 2 arrays/)
  })

  it.each([
    ['', /does not begin/],
    ['NUMPY', /does not begin/],
    [npy(new Uint8Array(16), { descr: '|O' }), /type "\|O"/],
    [npy(new Uint8Array(16), { descr: '<c16' }), /astype/],
    [npy(new Uint8Array(15)), /wants 16 bytes of numbers, and 15 are there/],
    [npy(new Uint8Array(16), { shape: '(99999999999, 99999999999)' }), /bytes of numbers/],
    [npy(new Uint8Array(16), { shape: '(-2,)' }), /header is/],
    [npy(new Uint8Array(16), { shape: '(1,1,1,1,1,1,1,1,2)' }), /its shape is/],
    [npy(new Uint8Array(16), { version: 4 }), /version is 4/],
    [npy(new Uint8Array(0)).subarray(0, 30), /within its header/],
  ])('that is none is refused in one sentence (%#)', (file, words) => {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file
    expect(() => readNpy(bytes)).toThrow(Refusal)
    expect(() => readNpy(bytes)).toThrow(words)
  })

  it('that is damaged anywhere is read or refused, never anything else', () => {
    const whole = writeNpy([3, 2], Float32Array.of(1, 2, 3, 4, 5, 6))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, end) => {
        const damaged = whole.slice(0, end)
        if (at < end) damaged[at] = byte
        try {
          readNpy(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          expect((error as Error).message).not.toContain('\n')
        }
      }),
      { numRuns: 1000 },
    )
  })
})
