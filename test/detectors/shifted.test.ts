/** The same shape means the same, wherever its zero lies. */
import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { climbs, decay, explodes, noisy, overfits, stands } from './curves.ts'
import { codesOf, loud, watched } from './watching.ts'

type Run = Record<string, number[]>

const healthy: Record<string, (seed: number) => Run> = {
  'a short decay': (seed) => ({ loss: noisy(300, 0.05, decay(2.3, 0.4, 60), seed) }),
  'a long decay': (seed) => ({ loss: noisy(2000, 0.1, decay(2.3, 0.4, 300), seed) }),
  'early convergence': (seed) => ({ loss: noisy(2000, 0.1, decay(2.3, 0.4, 50), seed) }),
}

const sick: Record<string, [code: string, (seed: number) => Run]> = {
  climb: ['climbing', (seed) => ({ loss: climbs(300, 150, 0.02, seed) })],
  'slow climb': [
    'climbing',
    (seed) => ({
      loss: noisy(2000, 0.05, (row) => decay(2.3, 0.4, 200)(row) + Math.max(0, (row - 1000) / 1000), seed),
    }),
  ],
  explosion: ['diverged', (seed) => ({ loss: explodes(120, 100, 0.03, seed) })],
  'new level': [
    'diverged',
    (seed) => ({ loss: noisy(1000, 0.05, (row) => (row < 500 ? decay(2.3, 0.4, 100)(row) : 4.6), seed) }),
  ],
  'loss that stands': ['not-learning', (seed) => ({ loss: stands(6000, 0.01, seed) })],
  'validation that rises': [
    'overfitting',
    (seed) => {
      const { train, validation } = overfits(120, 30 + seed)
      return { 'train/loss': train, 'val/loss': validation }
    },
  ],
}

function codesAt(shift: number, run: Run): string[] {
  const shifted = Object.entries(run).map(([name, values]) => [name, values.map((value) => value + shift)])
  return codesOf(loud(watched(Object.fromEntries(shifted), noFacts)))
}

describe.each([0, -5, 1000])('with its zero moved by %d', (shift) => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8]

  it.each(Object.entries(healthy))('%s raises nothing', (_title, run) => {
    for (const seed of seeds) expect(codesAt(shift, run(seed))).toEqual([])
  })

  it.each(Object.entries(sick))('a %s is told', (_title, [code, run]) => {
    for (const seed of seeds) expect(codesAt(shift, run(seed))).toContain(code)
  })
})
