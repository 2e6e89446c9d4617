/** Healthy runs beside each other: none is blamed for what the others reached. */
import { describe, expect, it } from 'vitest'
import { siblingsOf } from '../../lib/detectors/memory/siblings.ts'
import { observe, startWatch, type Watch } from '../../lib/detectors/memory/watch.ts'
import type { Finding } from '../../lib/run.ts'
import { logUniform, uniform } from '../../scripts/bench/noise/random.ts'
import { decay, noisy, seeded } from './curves.ts'
import { columns, epochs, loud } from './watching.ts'

/** Names other runs, and calls somebody. */
const blamed = (findings: readonly Finding[]) =>
  loud(findings).filter(
    ({ code, causes }) => code === 'behind-siblings' || causes.includes('siblings-do-better'),
  )

describe('healthy runs of one project, one after another', () => {
  /** As many as a store is asked for. */
  const most = 19
  const both = (values: number[][]) => values.map((one, i) => columns(one, i ? 'val/loss' : 'train/loss'))

  type Drawn = { rows: number; way: number; noise: number }
  const findingsOf = (count: number, drawn: (random: () => number) => Drawn) => {
    const done: Watch[] = []
    const found: Finding[] = []
    for (let seed = 1; seed <= count; seed++) {
      const random = seeded(seed)
      const { rows, way, noise } = drawn(random)
      const fall = way / uniform(random, 4.5, 5.5)
      const values = [0.4, 0.5].map((floor, i) => noisy(rows, noise, decay(2.3, floor, fall), 100 * seed + i))
      const watch = startWatch({ ...epochs, stepsPerEpoch: null })
      found.push(...observe(watch, `run ${seed}`, both(values), siblingsOf(done.slice(-most))))
      done.push(watch)
    }
    return found
  }

  it('raise nothing', () => {
    const alike = (random: () => number) => ({ rows: 300, way: 300, noise: uniform(random, 0.02, 0.1) })
    expect(loud(findingsOf(20, alike))).toEqual([])
  })

  const lengthOf = (random: () => number) => Math.round(logUniform(random, 300, 1500))
  it.each<[string, (rows: number) => number]>([
    ['of many lengths', () => 500],
    ['that fall until they end', (rows) => rows],
  ])('are not blamed for each other where they are noisy: %s', (_title, wayOf) => {
    const drawn = (random: () => number, rows = lengthOf(random)) => ({
      ...{ rows, way: wayOf(rows), noise: uniform(random, 0.02, 0.4) },
    })
    expect(blamed(findingsOf(40, drawn))).toEqual([])
  })
})
