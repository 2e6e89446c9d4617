import { describe, expect, it } from 'vitest'
import { type Drawn, drawRun } from '../../scripts/bench/noise/draw.ts'
import { type NoiseKind, noises } from '../../scripts/bench/noise/noises.ts'
import { seeded } from '../../scripts/bench/noise/random.ts'
import { isMissed, scoreRun } from '../../scripts/bench/noise/score.ts'
import { shapeNames } from '../../scripts/bench/noise/shapes.ts'
import { troubleCases } from '../../scripts/bench/noise/troubles.ts'

const runs = Array.from({ length: 200 }, (_, seed) => drawRun(seed))
const valuesOf = ({ columns }: Drawn, name: string, from = 0, to = Infinity) => {
  const column = columns.find((one) => one.name === name)
  return [...(column?.values ?? [])].filter((_, i) => {
    const step = column?.steps[i] as number
    return step >= from && step < to
  })
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('drawn training logs', () => {
  it('are the same for the same seed', () => {
    expect(drawRun(7)).toEqual(runs[7])
    expect(drawRun(8)).toEqual(runs[8])
  })

  it('have finite values at rising steps within the run, and 300 rows or more', () => {
    for (const { columns, rows } of runs) {
      expect(rows).toBeGreaterThanOrEqual(300)
      for (const { steps, values, times } of columns) {
        expect([values.length, times.length]).toEqual([steps.length, steps.length])
        expect(values.every(Number.isFinite)).toBe(true)
        expect(steps.every((step, i) => step < rows && step > (steps[i - 1] ?? -1))).toBe(true)
      }
    }
  })

  it('are healthy in every shape at even seeds, and in every trouble and size at odd ones', () => {
    const [healthy, sick] = [runs.filter(({ seed }) => seed % 2 === 0), runs.filter(({ seed }) => seed % 2)]
    expect(new Set(healthy.map(({ shape }) => shape))).toEqual(new Set(shapeNames))
    expect(healthy.every(({ kind, onsetStep }) => kind === 'healthy' && onsetStep === null)).toBe(true)
    const cases = new Set(sick.map(({ kind, size }) => `${kind} ${size}`))
    expect(cases).toEqual(new Set(troubleCases.map(({ kind, size }) => `${kind} ${size}`)))
  })

  it('have a validation that rises when they overfit, while training goes on falling', () => {
    for (const run of runs.filter(({ kind }) => kind === 'overfitting')) {
      const { rows, onsetStep } = run
      const onset = onsetStep as number
      const end = rows - (rows - onset) / 4
      const [before, after] = [0.75 * onset, onset] as const
      expect(mean(valuesOf(run, 'val/loss', end))).toBeGreaterThan(
        mean(valuesOf(run, 'val/loss', before, after)),
      )
      expect(valuesOf(run, 'val/loss').length).toBeGreaterThanOrEqual(20)
    }
  })

  it('end above their start when they diverge', () => {
    for (const run of runs.filter(({ kind }) => kind === 'diverged')) {
      const start = mean(valuesOf(run, 'train/loss', 0, run.rows / 20))
      expect(mean(valuesOf(run, 'train/loss', 0.9 * run.rows))).toBeGreaterThan(1.1 * start)
    }
  })
})

describe('noise', () => {
  const kinds = Object.keys(noises) as NoiseKind[]
  it.each(kinds)('of kind %s is as large as it says, around 0', (kind) => {
    const next = noises[kind](seeded(1), 0.2, 5000)
    const values = Array.from({ length: 200_000 }, () => next())
    expect(Math.abs(mean(values))).toBeLessThan(0.01)
    expect(Math.sqrt(mean(values.map((value) => value ** 2)))).toBeCloseTo(0.2, 1)
  })
})

describe('the score', () => {
  it('counts the first right alarm since the trouble began as its answer', () => {
    const run = scoreRun(23)
    expect(run).toMatchObject({ kind: 'diverged', size: 50 })
    expect(isMissed(run)).toBe(false)
    expect(run.answer?.step).toBeGreaterThanOrEqual(run.onsetStep as number)
    for (const { step } of run.falseAlarms) expect(step).toBeLessThan(run.onsetStep as number)
  })
})
