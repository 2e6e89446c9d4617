import { describe, expect, it } from 'vitest'
import { normal, seeded } from '../../scripts/bench/noise/random.ts'
import { noisy } from './curves.ts'
import { alarmsIn, codesOf, loud, watched } from './watching.ts'

const rises = (from: number, rows: number) =>
  Array.from({ length: rows }, (_, row) => from + (1.5 * row) / (rows - 1))

describe('a loss below zero is told like its twin above', () => {
  it.each([10, 12, 16, 20])('where it rises over %d epochs', (rows) => {
    const [below, above] = [-1, 1].map((from) => codesOf(loud(watched({ loss: rises(from, rows) }))))
    expect(below).toEqual(['diverged'])
    expect(above).toEqual(['diverged'])
  })

  it.each([60, 600, 3000])('where it rises slowly over %d rows, wherever its zero lies', (rows) => {
    for (const from of [-1, -5, -1000])
      expect(
        codesOf(loud(watched({ loss: noisy(rows, 0, () => 0).map((_, row) => from + (1.5 * row) / rows) }))),
      ).toEqual(['diverged'])
    const wanders = noisy(rows, 0.02, () => 1, 3)
    expect(
      codesOf(loud(watched({ loss: wanders.map((value, row) => value - 6 + (1.5 * row) / rows) }))),
    ).toContain('diverged')
  })

  it('where it is the same number for 40 epochs', () => {
    for (const level of [-1, 1])
      expect(codesOf(loud(watched({ loss: new Array<number>(40).fill(level) })))).toEqual(['not-learning'])
  })

  it('but not before 20 rows where it wanders about its start, or rises beside training that falls', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed)
      expect(alarmsIn(Array.from({ length: 19 }, () => -1 + 0.5 * normal(random)))).toEqual([])
    }
    const falls = rises(-1, 16).map((value) => -2 - value)
    expect(codesOf(loud(watched({ 'train/loss': falls, 'val/loss': rises(-1, 16) })))).not.toContain(
      'diverged',
    )
  })
})
