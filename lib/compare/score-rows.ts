/** Best and last value of each series of each run, side by side, the best of all marked where that means something. */
import { directionOf } from '../summary/metric.ts'
import { type Obstacle, obstacleTo } from './comparability.ts'
import { type ComparedRun, directionsOf, type StepValue } from './compared-run.ts'
import { metricChoice } from './metric-choice.ts'

export type Score = StepValue & { isBest: boolean }

export type ScoreRow = {
  name: string
  direction: 'higher' | 'lower' | null
  /** Why no value of the row is marked, or null. */
  obstacle: Obstacle | null
  /** One for each run; null where it has no such value. */
  best: (Score | null)[]
  last: (Score | null)[]
}

/** One row for each series, the most telling first. */
export function scoreRows(runs: readonly ComparedRun[]): ScoreRow[] {
  const { common, others } = metricChoice(runs)
  const plain = runs.map(({ run }) => run)
  const directions = directionsOf(plain)
  return [...common, ...others].map((name) => {
    const direction = directionOf(name, directions)
    const obstacle = obstacleTo(name, plain)
    const isRanked = obstacle === null && runs.length > 1
    const scores = (values: (StepValue | undefined)[]) => marked(values, isRanked ? direction : null)
    return {
      name,
      direction,
      obstacle,
      best: scores(runs.map(({ best }) => (direction === null ? undefined : best[name]))),
      last: scores(runs.map(({ latest }) => latest[name])),
    }
  })
}

/** Marks the best finite values; none where there is nothing to compare them with. */
function marked(
  values: readonly (StepValue | undefined)[],
  direction: ScoreRow['direction'],
): (Score | null)[] {
  const all = values.flatMap((value) => (value ? [value.value] : []))
  const finite = all.filter(Number.isFinite)
  const top = direction === 'higher' ? Math.max(...finite) : Math.min(...finite)
  const isTold = direction !== null && finite.length > 0 && all.some((value) => value !== top)
  return values.map((value) => (value ? { ...value, isBest: isTold && value.value === top } : null))
}
