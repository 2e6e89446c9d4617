/** Losses that are made of parts, by whatever names these have, and what the parts tell of the whole. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { decay, healthy, noisy } from './curves.ts'
import { codesOf, loud, watched } from './watching.ts'

const seeds = [1, 2, 3, 4, 5]

/** A part that has next to nothing to lose at first, and makes room for another one. */
const makesRoom = (row: number) => (row < 2 ? 0.3 : 0.5 + 1.6 * Math.exp(-row / 60))

describe('a part of a loss', () => {
  it.each(['train/pde_loss', 'train/recon_loss', 'train_loss_smoothness'])(
    'may rise while the whole falls: %s',
    (name) => {
      for (const seed of seeds) {
        const part = noisy(300, 0.1, makesRoom, seed)
        const whole = noisy(300, 0.05, decay(7.4, 0.5, 40), seed)
        expect(loud(watched({ 'train/loss': whole, [name]: part }, noFacts))).toEqual([])
        // By itself it is a loss that has left its start behind.
        expect(codesOf(loud(watched({ [name]: part }, noFacts)))).toContain('diverged')
      }
    },
  )

  it('is none of the other split, nor a measure', () => {
    const rises = noisy(300, 0.1, makesRoom)
    const falls = noisy(300, 0.05, decay(7.4, 0.5, 40))
    expect(codesOf(loud(watched({ 'val/loss': falls, 'train/pde_loss': rises }, noFacts)))).toContain(
      'diverged',
    )
  })

  it('is called broken all the same', () => {
    const broken = [...healthy(30), ...new Array<number>(5).fill(Number.NaN)]
    const found = watched({ 'train/loss': healthy(35), 'train/pde_loss': broken })
    expect(codesOf(loud(found))).toEqual(['non-finite'])
  })
})

describe('what went wrong in the whole', () => {
  const blowsUp = (row: number, from: number) => (row < from ? 1 : 300 ** (row - from + 1))
  const facts = { ...noFacts, params: { lr: 1.5 } }

  function firstCauses(regression: number[], classes: number[]): (string | undefined)[] {
    const whole = regression.map((value, row) => value + (classes[row] as number))
    const series = { 'train/loss': whole, 'train/reg_loss': regression, 'train/cls_loss': classes }
    return loud(watched(series, facts))
      .filter(({ series }) => series === 'train/loss')
      .map(({ causes }) => causes[0])
  }

  it('is the rate where the part that went first went up before it broke', () => {
    const regression = Array.from({ length: 160 }, (_, row) => blowsUp(row, 3))
    const classes = Array.from({ length: 160 }, (_, row) => blowsUp(row, 5))
    expect(new Set(firstCauses(regression, classes))).toEqual(new Set(['learning-rate-too-high']))
  })

  it('is the part where it broke at once', () => {
    const regression = healthy(60).map((value, row) => (row < 30 ? value : Number.NaN))
    expect(new Set(firstCauses(regression, healthy(60)))).toEqual(new Set(['one-component']))
  })
})
