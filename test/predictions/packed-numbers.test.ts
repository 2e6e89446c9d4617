import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOfNumbers, packNumbers, unpackNumbers } from '../../lib/predictions/packed-numbers.ts'

describe('packed numbers', () => {
  it('lose nothing', () => {
    const numbers = fc.array(
      fc.oneof(fc.double(), fc.float(), fc.integer({ min: 0, max: 255 }), fc.constant(-0)),
    )
    fc.assert(
      fc.property(numbers, (list) => {
        expect(Array.from(unpackNumbers(packNumbers(Float64Array.from(list))))).toEqual(list)
      }),
    )
  })

  it('take as few bytes as lose nothing', () => {
    expect(packNumbers(Float64Array.of(0, 9, 255)).packing).toBe('u1')
    expect(packNumbers(Float64Array.of(0, 9, 256)).packing).toBe('f4')
    expect(packNumbers(Float64Array.of(-0)).packing).toBe('f4')
    expect(packNumbers(Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, 0.5)).packing).toBe('f4')
    expect(packNumbers(Float64Array.of(0.1)).packing).toBe('f8')
  })

  it('have the hash that NumPy and hashlib make of them, whatever their type', () => {
    // hashlib.sha256(numpy.array([0, 1, 2, 7], '<f8').tobytes()).hexdigest()
    const hash = '611db06e81d3a0e0e0ee7bf46274a94839b90924df258dd8dbdb0d2b2bf0b3c6'
    expect(hashOfNumbers(Int32Array.of(0, 1, 2, 7))).toBe(hash)
    expect(hashOfNumbers(Float32Array.of(0, 1, 2, 7))).toBe(hash)
    expect(hashOfNumbers(Float64Array.of(0, 1, 2, 7))).toBe(hash)
    expect(hashOfNumbers(Float64Array.of(0, 1, 7, 2))).not.toBe(hash)
  })
})
