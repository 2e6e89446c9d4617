/** One long, noisy training log, drawn from a seed: the same seed always gives the same run. */
import { noFacts, type RunFacts } from '../../../lib/detectors/detector.ts'
import type { SeriesColumns } from '../../../lib/series.ts'
import { type NoiseOfRun, noises } from './noises.ts'
import { type Plan, planOf } from './plan.ts'
import { type Random, seeded } from './random.ts'
import type { Curve, ShapeName } from './shapes.ts'

export type Drawn = Pick<Plan, 'kind' | 'size' | 'rows' | 'noise'> & {
  seed: number
  shape: ShapeName
  /** The step at which the trouble begins; null for a healthy run. */
  onsetStep: number | null
  /** How often validation is measured, in rows, and how noisy it is. */
  evaluation: { every: number; noise: NoiseOfRun } | null
  facts: RunFacts
  /** By rising step, a row a step from 0 on. */
  columns: SeriesColumns[]
}

/** No noise takes more of a loss than all but this. */
const leastOfLevel = 0.05

/** Even seeds are healthy runs, odd ones troubles. */
export function drawRun(seed: number): Drawn {
  const random = seeded(seed)
  const plan = planOf(seed, random)
  const { kind, size, rows, noise, shapeName, evaluation, onset, rowsPerEpoch } = plan
  return {
    ...{ seed, kind, size, rows, noise, shape: shapeName },
    onsetStep: onset === null ? null : Math.round(onset * rows),
    evaluation: evaluation && { every: evaluation.every, noise: evaluation.noise },
    facts: {
      ...noFacts,
      stepsPerEpoch: random() < 1 / 3 ? rowsPerEpoch : null,
      plannedSteps: random() < 1 / 3 ? rows : null,
    },
    columns: columnsOf(plan, random),
  }
}

function columnsOf(plan: Plan, random: Random): SeriesColumns[] {
  const { rows, rowsPerEpoch, shape, shapeName, noise, usual, level, evaluation } = plan
  const isPolicy = shapeName === 'policy'
  const noisy = (curve: Curve, by: NoiseOfRun) => {
    const next = noises[by.kind](random, by.size, rowsPerEpoch)
    return (t: number) => {
      const clean = curve(t)
      const value = clean + (by.isProportional ? clean : usual) * next()
      // A policy loss may be below zero, other losses are not.
      return isPolicy ? value : Math.max(leastOfLevel * clean, value)
    }
  }
  const columns = [
    column(isPolicy ? 'train/policy_loss' : 'train/loss', rows, 1, noisy(level, noise)),
    ...Object.entries(shape.beside).map(([name, curve]) => column(name, rows, 1, curve)),
  ]
  if (evaluation)
    columns.push(column('val/loss', rows, evaluation.every, noisy(evaluation.level, evaluation.noise)))
  return columns
}

/** The last row of every `every` has a value. */
function column(name: string, rows: number, every: number, valueAt: Curve): SeriesColumns {
  const steps = Float64Array.from({ length: Math.floor(rows / every) }, (_, i) => (i + 1) * every - 1)
  return {
    name,
    steps,
    values: steps.map((step) => valueAt(step / rows)),
    times: steps.map((step) => step * 1000),
  }
}
