/** How groups of runs stand by one series: the mean and the range of the best values that their runs reached. */
import { directionOf } from '../summary/metric.ts'
import { type ComparedRun, directionsOf, distinct } from './compared-run.ts'
import { type Setup, setupsOf } from './setup.ts'

export type Standing = {
  label: string
  /** Those with a finite best value. */
  runs: ComparedRun[]
  mean: number
  low: number
  high: number
  /** `3 seeds`, or `3 runs` where it is not known that each has a seed of its own. */
  count: string
}

/** Best group first; groups in which no run has a finite value are left out. */
export function standingsOf(
  runs: readonly ComparedRun[],
  metric: string,
  labelOf: (id: string) => string,
): Standing[] {
  const sign = directionOf(metric, directionsOf(runs.map(({ run }) => run))) === 'higher' ? -1 : 1
  return setupsOf(runs, labelOf)
    .flatMap((setup) => standingOf(setup, metric, labelOf) ?? [])
    .sort((a, b) => sign * (a.mean - b.mean))
}

function standingOf(setup: Setup, metric: string, labelOf: (id: string) => string): Standing | null {
  const runs = setup.runs.filter(({ best }) => best[metric])
  const [first] = runs
  if (!first) return null
  const values = runs.map(({ best }) => best[metric]?.value as number)
  const mean = values.reduce((sum, value) => sum + value / values.length, 0)
  const seeds = distinct(runs.map(({ run }) => run.seed))
  const noun = seeds.length === runs.length && !seeds.includes(null) ? 'seeds' : 'runs'
  return {
    label: runs.length === 1 && setup.runs.length === 1 ? labelOf(first.run.id) : setup.label,
    runs,
    mean,
    low: Math.min(...values),
    high: Math.max(...values),
    count: runs.length === 1 ? `1 ${noun.slice(0, -1)}` : `${runs.length} ${noun}`,
  }
}

/** Whether the ranges of two groups have a value in common. */
export function overlaps(a: Standing, b: Standing): boolean {
  return a.low <= b.high && b.low <= a.high
}

/**
 * In how many draws chance alone would part two groups of equal worth so that no value of one lies among the other's: half of
 * (n+m choose n), since either group may come out on top.
 */
export function drawsPerChanceParting(n: number, m: number): number {
  let ways = 1
  for (let i = 1; i <= n; i++) ways = (ways * (m + i)) / i
  return ways / 2
}
