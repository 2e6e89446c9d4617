import { describe, expect, it } from 'vitest'
import { runsAway } from '../../lib/compare/runs-away.ts'

const steps = Array.from({ length: 100 }, (_, i) => 10 * i)
const curve = (valueAt: (i: number) => number) => ({
  xs: Float64Array.from(steps),
  values: Float64Array.from(steps, (_, i) => valueAt(i)),
})
const falls = (i: number) => 0.3 + 2 * Math.exp(-i / 20)
/** From its 50th value on, fifty times as high with every tenth. */
const explodes = (i: number) => (i < 50 ? falls(i) : 0.5 * 50 ** ((i - 50) / 10))

describe('where curves run away from the others', () => {
  it.each([
    ['one of two', [falls, explodes], [null, 560]],
    ['most of them', [explodes, explodes, falls, explodes], [560, 560, null, 560]],
    [
      'one that is not a number after',
      [falls, (i: number) => (i < 80 ? explodes(i) : Number.NaN)],
      [null, 560],
    ],
    ['one that becomes infinite at once', [falls, (i: number) => (i < 50 ? 1 : 1 / 0)], [null, 500]],
  ])('is told of %s', (_what, curves, away) => {
    expect(runsAway(curves.map(curve), 'lower')).toEqual(away)
  })

  it.each([
    ['each falls', [falls, falls]],
    ['one stands where it began', [falls, falls, () => 2.3]],
    ['one overfits', [falls, (i: number) => falls(i) + i / 30]],
    ['one begins far above the others', [falls, falls, (i: number) => (i < 3 ? 1e6 : falls(i))]],
    ['one is on another scale', [falls, falls, () => 1e5]],
    ['one hardly moves', [() => 0.5, (i: number) => 0.5 + i / 500]],
    ['all explode', [explodes, explodes]],
    ['there is one only', [explodes]],
    ['there is none', []],
    ['the other has a few values only', [explodes, (i: number) => (i < 4 ? falls(i) : Number.NaN)]],
  ])('is nowhere where %s', (_what, curves) => {
    expect(runsAway(curves.map(curve), 'lower')).toEqual(curves.map(() => null))
  })

  it('never is where a curve becomes better: a reward that grows is what everybody waits for', () => {
    const learns = (i: number) => (i < 50 ? 0.1 : 300)
    const stands = (i: number) => (i % 2) / 10
    expect(runsAway([stands, stands, learns].map(curve), 'higher')).toEqual([null, null, null])
    expect(runsAway([stands, stands, (i: number) => -learns(i)].map(curve), 'higher')).toEqual([
      null,
      null,
      500,
    ])
  })
})
