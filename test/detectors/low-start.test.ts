import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { decay, noisy } from './curves.ts'
import { alarmsIn, raisedIn } from './watching.ts'

describe('a first value that is low', () => {
  it('is the start of a pretrained model that was blown up by its second step', () => {
    for (const noise of [0, 0.01, 0.03]) {
      const loss = [1.34, 6, 24, 17, 17, 12, 10, ...noisy(93, noise, () => 9)]
      expect(raisedIn(loss)[0]).toBe('diverged@3')
    }
  })

  it('is also where it stays as high as it jumped', () => {
    for (const seed of [1, 2, 3]) {
      const loss = [1.34, ...noisy(99, 0.02, () => 24, seed)]
      expect(alarmsIn(loss)[0]).toMatch(/^diverged@([2-9]|1[0-2])$/)
    }
  })

  it('is also where it stays at the level of a guess, beyond the noise there', () => {
    const rows = [0.01, 0.03, 0.05].flatMap((noise) =>
      [1, 2, 3, 4, 5].map((seed) => {
        const [first] = alarmsIn([0.12, ...noisy(99, noise, () => 2.35, seed)], noFacts)
        return Number(/^diverged@(\d+)$/.exec(first ?? '')?.[1] ?? Number.POSITIVE_INFINITY)
      }),
    )
    expect(Math.max(...rows)).toBeLessThan(32)
    // What seems to fall at first is waited for.
    expect(rows.filter((row) => row <= 12).length).toBeGreaterThanOrEqual(12)
  })

  it('is luck, and no trouble', () => {
    expect(alarmsIn([1, ...new Array<number>(10).fill(1.2)], noFacts)).toEqual([])
    for (let seed = 1; seed <= 20; seed++) {
      const tuned = noisy(300, 1, () => 1, seed).map(
        (noise, row) => 1.6 - (0.25 * row) / 300 + 0.25 * (noise - 1),
      )
      expect(alarmsIn(tuned, noFacts)).toEqual([])
    }
  })

  it('is luck among so much noise, where the rest stands where the second value was', () => {
    const flagged = Array.from({ length: 20 }, (_, seed) =>
      alarmsIn([0.12, 2.57, ...noisy(300, 0.2, decay(2.4, 0.4, 100), seed + 1)], noFacts),
    ).filter(({ length }) => length > 0)
    // Four values that are alike by chance leave no noise that the first might be.
    expect(flagged.length).toBeLessThanOrEqual(2)
  })

  it('is no yardstick where a queue was empty', () => {
    expect(alarmsIn([0.7, ...noisy(20, 0, (row) => 7 - row / 19)])).toEqual([])
    expect(alarmsIn([0.7, ...noisy(60, 0.01, decay(7, 6, 5))])).toEqual([])
    expect(alarmsIn([0.7, ...noisy(80, 0.03, decay(7, 2, 15))])).toEqual([])
  })
})
