/** What a schedule of the learning rate does to a loss is no trouble: a hump at the start, a rise at each restart. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { decay, noisy } from './curves.ts'
import { alarmsIn, codesOf, loud, raised, watched } from './watching.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
/** The higher the rate, the higher the loss. */
function restarts(cycle: number, noise: number, seed: number) {
  const rate = (row: number) => 1e-3 * (0.001 + 0.5 * (1 + Math.cos((Math.PI * (row % cycle)) / cycle)))
  const shape = (row: number) => decay(2.3, 1.5, cycle / 2)(row) * (1 + 200 * rate(row))
  const lr = Array.from({ length: 4 * cycle }, (_, row) => rate(row))
  return { lr, loss: noisy(lr.length, noise, shape, seed) }
}
const alarms = (series: Record<string, number[]>) => codesOf(loud(watched(series, noFacts)))

describe('restarts of a cosine schedule', () => {
  it('are no climb where the rate is logged', () => {
    for (const seed of seeds) {
      const { lr, loss } = restarts(1000, 0.1, seed)
      expect(alarms({ lr, 'train/loss': loss })).not.toContain('climbing')
    }
  })

  it('nor where it is not, as long as a fall shows in the first fifth', () => {
    for (const seed of seeds)
      expect(alarms({ 'train/loss': restarts(400, 0.03, seed).loss })).not.toContain('climbing')
  })

  it('do not hide a loss that stays up, after three tenths of the run', () => {
    const stays = (row: number) => (row < 600 ? decay(2.3, 0.5, 100)(row) : 1.4)
    for (const seed of seeds) {
      const found = loud(watched({ 'train/loss': noisy(1200, 0.03, stays, seed) }, noFacts))
      const climb = raised(found).find((one) => one.startsWith('climbing@'))
      expect(Number(climb?.split('@')[1])).toBeLessThan(920)
    }
  })

  it('nor one that climbs from the restart on, though the rate comes down', () => {
    const climbs = (row: number) => (row < 1000 ? decay(2.3, 0.5, 100)(row) : 0.7 + (row - 1000) / 2500)
    for (const seed of seeds) {
      const { lr } = restarts(1000, 0, seed)
      expect(alarms({ lr, 'train/loss': noisy(lr.length, 0.03, climbs, seed) })).toContain('climbing')
    }
  })
})

describe('a warm-up that is not logged', () => {
  const hump = (row: number) =>
    row < 2000 ? 2.3 * (1 + (0.25 * row) / 2000) : decay(2.9, 0.5, 3000)(row - 2000)

  it('lifts a loss for 2,000 steps, and raises nothing', () => {
    for (const seed of seeds) expect(alarmsIn(noisy(8000, 0.03, hump, seed), noFacts)).toEqual([])
  })

  it('is no overfitting: training has learned nothing', () => {
    for (const seed of seeds) {
      const train = noisy(2000, 0.3, hump, seed)
      const validation = noisy(2000, 0.01, hump, seed + 100)
      expect(alarms({ 'train/loss': train, 'val/loss': validation })).not.toContain('overfitting')
    }
  })
})

it('a loss that falls slowly from the level of a guess is left in peace', () => {
  const facts = { ...noFacts, chanceLevel: Math.LN10, lossNamed: true, plannedSteps: 10_000 }
  for (const seed of seeds)
    expect(alarmsIn(noisy(10_000, 0.04, decay(Math.LN10, 1, 4000), seed), facts)).toEqual([])
})
