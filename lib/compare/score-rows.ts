/** Best and last value of each series of each run, side by side, the best of all marked where that means something. */
import { roleOf } from '../detectors/series-names.ts'
import { directionOf } from '../summary/metric.ts'
import { type Obstacle, obstaclesOf } from './comparability.ts'
import { type ComparedRun, directionsOf, type StepValue } from './compared-run.ts'
import { type MetricChoice, metricChoice } from './metric-choice.ts'

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

/** A table has at least this many rows, however many runs there are, and at most this many at first. */
const fewestRows = 12
const mostRows = 60
const cellsAtFirst = 600

export type ScoreNames = { first: string[]; more: string[] }

/** Names of rows, the most telling first: few are shown at once, of many the shared ones of validation at first. */
export function scoreNames({ common, others }: MetricChoice, runs: number): ScoreNames {
  const all = [...common, ...others]
  const most = Math.min(mostRows, Math.max(fewestRows, Math.floor(cellsAtFirst / Math.max(1, runs))))
  if (all.length <= most) return { first: all, more: [] }
  const shared = common.filter((name) => roleOf(name).split === 'validation')
  const first = new Set((shared.length ? shared : all).slice(0, most))
  return { first: [...first], more: all.filter((name) => !first.has(name)) }
}

/** One row for each of these series; of all, the most telling first, where none are named. */
export function scoreRows(runs: readonly ComparedRun[], names?: readonly string[]): ScoreRow[] {
  const plain = runs.map(({ run }) => run)
  const directions = directionsOf(plain)
  const obstacleTo = obstaclesOf(plain)
  return (names ?? allNames(runs)).map((name) => {
    const direction = directionOf(name, directions)
    const obstacle = obstacleTo(name)
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

function allNames(runs: readonly ComparedRun[]): string[] {
  const { common, others } = metricChoice(runs)
  return [...common, ...others]
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
