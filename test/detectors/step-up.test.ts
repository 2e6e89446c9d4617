/** A loss that is thrown up at once and falls again, and one that climbs little by little. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { type Level, mostBins, startLevel } from '../../lib/detectors/memory/level.ts'
import { binsSinceStep } from '../../lib/detectors/memory/step-up.ts'
import { normal } from '../../scripts/bench/noise/random.ts'
import { noisy, seeded } from './curves.ts'
import { alarmsIn, raisedIn } from './watching.ts'

const bins = 100
const from = 60

function levelOf(shape: (bin: number) => number, seed: number): Level {
  const random = seeded(seed)
  const level = startLevel()
  for (let bin = 0; bin < bins; bin++) level.ring[bin & (mostBins - 1)] = shape(bin) + 0.3 * normal(random)
  return Object.assign(level, { end: bins, kept: bins, n: bins })
}
const seeds = Array.from({ length: 40 }, (_, seed) => seed)

describe('a rise', () => {
  it('that came at once is dated, within two bins', () => {
    const since = seeds.map((seed) =>
      binsSinceStep(
        levelOf((bin) => (bin < from ? 0 : 1), seed),
        45,
      ),
    )
    expect(since.filter((found) => found !== null && Math.abs(found - (bins - from)) <= 2).length).toBe(40)
  })

  it('that comes little by little is none', () => {
    const since = seeds.map((seed) =>
      binsSinceStep(
        levelOf((bin) => Math.max(0, (bin - from) / 20), seed),
        45,
      ),
    )
    expect(since.filter((found) => found !== null).length).toBeLessThanOrEqual(2)
  })
})

/** Falls from 1 to 0.1, with a rate that begins anew four times and is not logged. */
function restarting(t: number, jump: number): number {
  const cycle = Math.min(3, Math.floor(4 * t))
  const thrownUp = cycle ? jump * 0.45 * (1 + Math.cos(Math.PI * (4 * t - cycle))) : 0
  return 0.1 + 0.9 * Math.exp(-8 * t) + thrownUp
}
const climbs = (t: number) => 0.1 + 0.9 * Math.exp(-20 * Math.min(t, 0.4)) + 0.3 * Math.max(0, t - 0.4)

function alarmsOf(curve: (t: number) => number, seed: number, noise = 0.08, rows = 4000): string[] {
  return alarmsIn(
    noisy(rows, noise, (row) => curve(row / rows), seed),
    noFacts,
  )
}

describe('climbing', () => {
  it.each([0.05, 0.1, 0.15])(
    'is not said of restarts that throw the loss up by %s of its progress',
    (jump) => {
      for (const seed of seeds.slice(0, 10)) expect(alarmsOf((t) => restarting(t, jump), seed)).toEqual([])
    },
  )

  it('is said of what loses a fifth of its progress little by little', () => {
    for (const seed of seeds.slice(0, 10)) {
      const [alarm] = alarmsOf(climbs, seed)
      expect(alarm).toMatch(/^climbing@/)
      expect(Number(alarm?.split('@')[1])).toBeLessThan(4000 * 0.65)
    }
  })
})

describe('diverged', () => {
  /** Rises by a quarter in its first rows, while a rate warms up that is not logged, and falls. */
  const hump = (t: number) =>
    t < 0.015 ? 1 + 0.25 * Math.sin((Math.PI * t) / 0.03) : 1.25 * Math.exp(8 * (0.015 - t))
  it('is not said of a hump at the beginning', () => {
    for (const seed of seeds.slice(0, 10)) expect(alarmsOf(hump, seed, 0.03)).toEqual([])
  })

  it('or not learning is said of what rises by a third and stays there, once a hump would be over, and noted before', () => {
    for (const seed of seeds.slice(0, 10)) {
      const values = noisy(5600, 0.03, (row) => 1 + Math.min(0.33, row / 120), seed)
      expect(raisedIn(values.slice(0, 600), noFacts).join()).toContain('not-learning')
      expect(alarmsIn(values.slice(0, 4900), noFacts)).toEqual([])
      expect(alarmsIn(values, noFacts).join()).toMatch(/diverged|not-learning/)
    }
  })

  it('is said at once of what doubles', () => {
    for (const seed of seeds.slice(0, 10))
      expect(alarmsOf((t) => 1 + Math.min(1.2, 120 * t), seed, 0.03)[0]).toMatch(/^diverged@\d\d$/)
  })
})
