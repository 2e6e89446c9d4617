/** How far each run came under its own loss: its values cannot be ranked over losses, the share that it took off can be seen. */
import { roleOf } from '../detectors/series-names.ts'
import { type Interval, meanInterval, meanOf } from '../statistics/index.ts'
import type { ComparedRun } from './compared-run.ts'
import { setupsOf } from './setup.ts'
import { type Measure, reachedBy } from './standing.ts'
import { isTrainedLoss } from './trained-loss.ts'
import { guessLevel } from './unit.ts'

/** The series of the loss on validation data; null where a run has none. */
function lossSeries({ latest }: ComparedRun): string | null {
  const names = Object.keys(latest).filter(
    (name) => isTrainedLoss(name) && roleOf(name).split === 'validation',
  )
  return names.find((name) => roleOf(name).base === 'loss') ?? null
}

/**
 * 1 − L / L(best constant predictor) under the run's own loss: 1 is perfect, 0 no better than always guessing the
 * same, below 0 worse. The constant is that of the training rows. Null where it is not known, or is 0 or less.
 */
export function skillOf(compared: ComparedRun, measure: Omit<Measure, 'metric'>): number | null {
  const metric = lossSeries(compared)
  const guess = guessLevel(compared.run)
  if (metric === null || guess === null) return null
  const value = reachedBy(compared, { ...measure, metric })
  return value === null ? null : 1 - value / guess
}

export type Skill = { label: string; mean: number; interval: Interval | null }

/** Of each setup the mean over its runs; empty where none is known. In the order of the setups, since it ranks nothing. */
export function skillsOf(
  runs: readonly ComparedRun[],
  measure: Omit<Measure, 'metric'>,
  labelOf: (id: string) => string,
): Map<string, Skill> {
  const skills = setupsOf(runs, labelOf).flatMap(({ key, label, runs: members }) => {
    const values = members.flatMap((one) => skillOf(one, measure) ?? [])
    return values.length
      ? [[key, { label, mean: meanOf(values), interval: meanInterval(values) }] as const]
      : []
  })
  return new Map(skills)
}
