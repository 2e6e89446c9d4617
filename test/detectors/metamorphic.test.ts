import { describe, expect, it } from 'vitest'
import { decay, explodes, healthy, noisy, overfits, seeded, stands, thinned, wanders } from './curves.ts'
import { codesOf, loud, raised, raisedIn, watched } from './watching.ts'

const nan = (values: number[], ...rows: number[]) =>
  values.map((value, row) => (rows.includes(row) ? Number.NaN : value))

const sick: [string, number[]][] = [
  ['an explosion', explodes(100, 60)],
  ['a NaN', nan(healthy(100), 40, 41, 70)],
  ['a run that never learns', stands(80)],
  ['a level above the start', noisy(100, 0.02, (row) => (row < 50 ? decay(2.3, 0.4, 10)(row) : 4))],
]
const curves: [string, number[]][] = [
  ...sick,
  ['a healthy run', healthy(100)],
  ['a noisy run', healthy(300, 0.2)],
]

describe('findings do not depend on', () => {
  it.each(curves)('the scale: %s', (_title, values) => {
    const expected = raisedIn(values)
    for (const factor of [1e-6, 1e6])
      expect(raisedIn(values.map((value) => value * factor))).toEqual(expected)
  })

  it('the scale of a pair', () => {
    const { train, validation } = overfits(60, 20)
    const of = (factor: number) =>
      raised(watched({ loss: train.map((x) => x * factor), val_loss: validation.map((x) => x * factor) }))
    expect(of(1e-6)).toEqual(of(1))
    expect(of(1e6)).toEqual(of(1))
  })

  it.each(curves)('the points that come later: %s', (_title, values) => {
    const all = watched({ loss: values })
    for (let rows = 1; rows <= values.length; rows += 7) {
      const prefix = watched({ loss: values.slice(0, rows) })
      expect(all.slice(0, prefix.length)).toEqual(prefix)
    }
  })

  it.each(sick)('half of the rows: %s', (_title, values) => {
    expect(codesOf(loud(watched({ loss: thinned(values, 2) })))).toEqual(
      codesOf(loud(watched({ loss: values }))),
    )
  })
})

describe('a loss below zero', () => {
  const shifted = (values: number[]) => values.map((value) => value - 5)

  it('is healthy where it was healthy', () =>
    expect(loud(watched({ loss: shifted(healthy(200)) }))).toEqual([]))
  it('diverges where it diverged', () =>
    expect(codesOf(loud(watched({ loss: shifted(explodes(100, 60)) })))).toEqual(['diverged']))
  it('does not learn where it did not', () =>
    expect(codesOf(loud(watched({ loss: shifted(noisy(80, 0.005, () => Math.LN10)) })))).toEqual([
      'not-learning',
    ]))
})

it.each([0, 1000, 2000])(
  'no curve that wanders is said to get worse at the very row of its best, from seed %i',
  (from) => {
    const wrong: string[] = []
    let raisedOnes = 0
    for (let seed = from; seed < from + 1000; seed++) {
      const random = seeded(seed)
      const series = { 'train/loss': wanders(random), 'val/loss': wanders(random) }
      for (const finding of loud(watched(series))) {
        if (!/^(diverged|climbing|overfitting)$/.test(finding.code) || finding.resolvedStep !== null) continue
        raisedOnes++
        const values = series[finding.series as keyof typeof series].slice(0, finding.raisedStep + 1)
        if (values.at(-1) === Math.min(...values)) wrong.push(`${seed}: ${finding.code} in ${finding.series}`)
      }
    }
    expect(raisedOnes).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  },
)

it('a healthy run appended to itself is no divergence', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const run = healthy(80, 0.05, seed)
    expect(codesOf(watched({ loss: [...run, ...run] }))).not.toContain('diverged')
  }
})

it('a thousand noisy decays raise at most 0.3 alarms per 1,000 epochs', () => {
  let alarms = 0
  let epochs = 0
  for (let seed = 1; seed <= 1000; seed++) {
    const random = seeded(seed)
    const rows = 50 + Math.floor(250 * random())
    const floor = 0.6 * random()
    const speed = 5 + (rows / 3) * random()
    alarms += loud(watched({ loss: noisy(rows, 0.2 * random(), decay(1, floor, speed), seed) })).length
    epochs += rows
  }
  expect((1000 * alarms) / epochs).toBeLessThanOrEqual(0.3)
})
