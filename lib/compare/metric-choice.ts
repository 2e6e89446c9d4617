/** Which series runs can be compared by, the most telling first. */
import { roleOf } from '../detectors/series-names.ts'
import { directionOf } from '../summary/metric.ts'
import { obstaclesOf } from './comparability.ts'
import { type ComparedRun, directionsOf, distinct } from './compared-run.ts'
import { isTrainedLoss } from './trained-loss.ts'

export type MetricChoice = { common: string[]; others: string[] }

/** The place of a series among others: the lower, the more it tells. */
function ranksOf(runs: readonly ComparedRun[]): (name: string) => number {
  const plain = runs.map(({ run }) => run)
  const directions = directionsOf(plain)
  const obstacleTo = obstaclesOf(plain)
  return (name) => {
    const direction = directionOf(name, directions)
    const { split, component } = roleOf(name)
    const part = component ? 0.5 : 0
    if (obstacleTo(name) === null) return part + (isTrainedLoss(name) ? 0 : direction === 'higher' ? 1 : 2)
    if (direction === null) return 7
    return part + (split === 'validation' ? 3 : 5) + (isTrainedLoss(name) ? 1 : 0)
  }
}

/** A run that failed, or has only begun, need not have got as far as its metrics: it takes them from no other run. */
function hasGotFar({ run, latest }: ComparedRun): boolean {
  return run.status !== 'failed' && Object.keys(latest).length > 0
}

/**
 * All series: those that every run has, but for runs that failed or have no values at all, and those that only some
 * have; each list ordered by how much it tells.
 */
export function metricChoice(runs: readonly ComparedRun[]): MetricChoice {
  const far = runs.filter(hasGotFar)
  const asked = far.length > 0 ? far : runs
  const count = new Map(runs.flatMap(({ latest }) => Object.keys(latest)).map((name) => [name, 0]))
  for (const { latest } of asked)
    for (const name of Object.keys(latest)) count.set(name, (count.get(name) ?? 0) + 1)
  const rankOf = ranksOf(runs)
  const ordered = Array.from(count, ([name, times]) => ({ name, times, rank: rankOf(name) })).sort(
    (a, b) => a.rank - b.rank || b.times - a.times || (a.name < b.name ? -1 : 1),
  )
  const namesOf = (isWanted: (times: number) => boolean) =>
    ordered.filter(({ times }) => isWanted(times)).map(({ name }) => name)
  return {
    common: namesOf((times) => times === asked.length),
    others: namesOf((times) => times < asked.length),
  }
}

/** What the runs are compared by unless a person says otherwise; null while there are no values. */
export function defaultMetric({ common, others }: MetricChoice): string | null {
  return common[0] ?? others[0] ?? null
}

/** The series that was asked for, where a run has it, else what the runs are compared by. */
export function chosenMetric(choice: MetricChoice, asked: string | null): string | null {
  const isKnown = asked !== null && (choice.common.includes(asked) || choice.others.includes(asked))
  return isKnown ? asked : defaultMetric(choice)
}

/** The series of one run that are drawn: the metric, and its twin where that is asked for. */
export function drawnNames(
  { latest }: Pick<ComparedRun, 'latest'>,
  metric: string | null,
  hasTwin: boolean,
): string[] {
  if (metric === null) return []
  const names = Object.keys(latest)
  const twin = hasTwin ? twinOf(metric, names) : null
  return [metric, ...(twin === null ? [] : [twin])].filter((name) => Object.hasOwn(latest, name))
}

/** The first series that all runs have and that they can be ranked by. */
export function comparableMetric(runs: readonly ComparedRun[]): string | null {
  const obstacleTo = obstaclesOf(runs.map(({ run }) => run))
  return metricChoice(runs).common.find((name) => obstacleTo(name) === null) ?? null
}

/** The same measure on the other split: `train/loss` for `val/loss`. */
export function twinOf(name: string, names: readonly string[]): string | null {
  const { kind, base, split } = roleOf(name)
  const twins = distinct(names).filter((other) => {
    const role = roleOf(other)
    return role.kind === kind && role.base === base && role.split !== split
  })
  return twins[0] ?? null
}
