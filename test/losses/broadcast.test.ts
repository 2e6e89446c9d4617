import { describe, expect, it } from 'vitest'
import { broadcasts, factorsAlong, spreadPlaces } from '../../lib/losses/broadcast.ts'
import { tensorOf } from '../../lib/losses/index.ts'

describe('factors', () => {
  it.each([
    [[], [2, 3], true],
    [[1], [2, 3], true],
    [[3], [2, 3], true],
    [[2], [2, 3], false],
    [[2, 1], [2, 3], true],
    [[1, 3], [2, 3], true],
    [[3, 2], [2, 3], false],
    [[6], [2, 3], false],
    [[1, 2, 3], [2, 3], false],
    [[2, 1, 1], [1, 2, 2, 2], true],
  ])('of the shape %j fit predictions %j: %j', (shape, to, fits) => {
    expect(broadcasts(shape, to)).toBe(fits)
  })

  it('line up from the last axis', () => {
    expect(Array.from(spreadPlaces([2, 1], [2, 3]))).toEqual([0, 0, 0, 1, 1, 1])
    expect(Array.from(spreadPlaces([2, 1], [2, 2, 2]))).toEqual([0, 0, 1, 1, 0, 0, 1, 1])
    expect(Array.from(spreadPlaces([2, 1, 2], [2, 2, 2]))).toEqual([0, 1, 0, 1, 2, 3, 2, 3])
    expect(Array.from(spreadPlaces([], [2]))).toEqual([0, 0])
  })

  it('are copied only where they do not repeat in their own order', () => {
    const last = tensorOf([[1, 2, 3]])
    expect(factorsAlong(last, [2, 3])).toBe(last.data)
    expect(Array.from(factorsAlong(tensorOf([[1], [2]]), [2, 2]))).toEqual([1, 1, 2, 2])
  })
})
