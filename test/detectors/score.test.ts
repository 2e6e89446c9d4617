import { expect, it } from 'vitest'
import type { RunFacts } from '../../lib/detectors/detector.ts'
import { climbs, decay, explodes, healthy, noisy, overfits, seeded, spikes, stands } from './curves.ts'
import { epochs, watched } from './watching.ts'

const seeds = 60

type Family = {
  title: string
  /** The code that should be raised at warning or worse (at any severity where it is only a piece of information). */
  code: string | null
  /** How many of the 60 were found, or flagged where they are healthy, when this was last measured. No change may be worse. */
  measured: number
  facts?: RunFacts
  curves(seed: number, random: () => number): Record<string, number[]>
}

const of = (values: number[]) => ({ 'train/loss': values })
const rowsOf = (random: () => number) => 60 + Math.floor(200 * random())

const families: Family[] = [
  {
    title: 'NaN somewhere',
    code: 'non-finite',
    measured: 60,
    curves: (seed, random) => {
      const rows = rowsOf(random)
      const at = Math.floor(rows * random())
      return of(healthy(rows, 0.1 * random(), seed).map((value, row) => (row === at ? Number.NaN : value)))
    },
  },
  {
    title: 'growth from some row on',
    code: 'diverged',
    measured: 60,
    curves: (seed, random) => {
      const rows = rowsOf(random)
      return of(explodes(rows, Math.floor(rows * (0.2 + 0.5 * random())), 0.1 * random(), seed))
    },
  },
  {
    title: 'a level far above the start that stays',
    code: 'diverged',
    measured: 59,
    curves: (seed, random) => {
      const at = 10 + Math.floor(40 * random())
      const level = 2.3 * (1.5 + 5 * random())
      return of(noisy(120, 0.1 * random(), (row) => (row < at ? decay(2.3, 0.4, 15)(row) : level), seed))
    },
  },
  {
    title: 'no learning at all',
    code: 'not-learning',
    measured: 60,
    curves: (seed, random) => of(stands(rowsOf(random), 0.01 * random(), seed)),
  },
  {
    title: 'half of the progress lost',
    code: 'climbing',
    measured: 60,
    curves: (seed, random) => of(climbs(120, 50 + Math.floor(30 * random()), 0.05 * random(), seed)),
  },
  {
    title: 'validation that rises',
    code: 'overfitting',
    measured: 60,
    curves: (_seed, random) => {
      const { train, validation } = overfits(80, 15 + Math.floor(30 * random()))
      return { 'train/loss': train, 'val/loss': validation }
    },
  },
  {
    title: 'one high row',
    code: 'spike',
    measured: 60,
    curves: (_seed, random) => of(spikes(120, 20 + Math.floor(90 * random()))),
  },
  {
    title: 'a healthy decay',
    code: null,
    measured: 0,
    curves: (seed, random) => of(healthy(rowsOf(random), 0.2 * random(), seed)),
  },
  ...[
    // After ten still epochs nobody can know. With a plan of 150 it waits for twenty; without one it speaks, and it clears.
    { title: 'a healthy decay that stands at its start first', plannedSteps: 150, measured: 0 },
    {
      title: 'a healthy decay of unknown length that stands at its start first',
      plannedSteps: null,
      measured: 6,
    },
  ].map(({ title, plannedSteps, measured }) => ({
    ...{ title, code: null, measured, facts: { ...epochs, plannedSteps } },
    curves: (seed: number, random: () => number) => {
      const wait = Math.floor(15 * random())
      return of(noisy(150, 0.05 * random(), (row) => decay(2.3, 0.4, 20)(Math.max(0, row - wait)), seed))
    },
  })),
  {
    title: 'a healthy run in two segments',
    code: null,
    measured: 0,
    curves: (seed, random) =>
      of([...healthy(80, 0.1 * random(), seed), ...healthy(80, 0.1 * random(), seed + 99)]),
  },
  {
    title: 'healthy validation beside healthy training',
    code: null,
    measured: 0,
    curves: (seed, random) => ({
      'train/loss': noisy(100, 0.05 * random(), decay(2.3, 0.1, 25), seed),
      'val/loss': noisy(100, 0.05 * random(), decay(2.3, 0.4, 20), seed + 7),
    }),
  },
]

it.each(families.map((family) => [family.title, family] as const))(
  'the score is no worse than it was: %s',
  (_title, { code, measured, facts = epochs, curves }) => {
    let hits = 0
    for (let seed = 1; seed <= seeds; seed++) {
      const findings = watched(curves(seed, seeded(seed)), facts)
      const isHit = code
        ? findings.some((finding) => finding.code === code)
        : findings.some(({ severity }) => severity !== 'info')
      if (isHit) hits++
    }
    if (code) expect(hits).toBeGreaterThanOrEqual(measured)
    else expect(hits).toBeLessThanOrEqual(measured)
  },
)
