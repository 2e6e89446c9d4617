import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DrawnSeries,
  packPoints,
  pointsFromBytes,
  pointsToBytes,
  unpackByRun,
  unpackPoints,
} from '../lib/packed-points.ts'

const any = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324))
const series = fc
  .record({
    runId: fc.string({ maxLength: 8 }),
    name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constant('__proto__')),
    rows: fc.array(fc.tuple(any, any, any), { maxLength: 6 }),
    taken: fc.option(fc.array(any, { maxLength: 4 })),
  })
  .map(({ runId, name, rows, taken }): DrawnSeries => {
    const column = (at: 0 | 1 | 2) => Float64Array.from(rows, (row) => row[at])
    const [steps, values, times] = [column(0), column(1), column(2)]
    const samples = taken === null ? steps : Float64Array.from(taken)
    return { runId, name, steps, values, times, isComplete: taken === null, samples }
  })

describe('packed points', () => {
  it('come out of their bytes as they went in, to the bit', () => {
    fc.assert(
      fc.property(fc.array(series, { maxLength: 5 }), (all) => {
        const bytes = pointsToBytes(packPoints(all))
        expect(unpackPoints(pointsFromBytes(bytes.buffer))).toEqual(all)
      }),
    )
  })

  it('are found by their runs', () => {
    const none = new Float64Array()
    const one = (runId: string, name: string): DrawnSeries => {
      return { runId, name, steps: none, values: none, times: none, isComplete: true, samples: none }
    }
    const packed = packPoints([one('a', 'x'), one('b', 'x'), one('a', 'y')])
    expect([...unpackByRun(packed)].map(([id, all]) => [id, all.map(({ name }) => name)])).toEqual([
      ['a', ['x', 'y']],
      ['b', ['x']],
    ])
  })
})
