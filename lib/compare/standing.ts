/** How setups stand by one series: the mean of what their runs reached, and where it may lie. */
import { type Interval, meanInterval, meanOf } from '../statistics/index.ts'
import { directionOf } from '../summary/metric.ts'
import { type ComparedRun, directionsOf } from './compared-run.ts'
import { hasFailed } from './failure.ts'
import type { Setup } from './setup.ts'

/** Which value of a run counts: its best, which its best checkpoint has, or its last. */
export type Reading = 'best' | 'last'

/** What runs are judged by. */
export type Measure = {
  metric: string
  reading: Reading
  /** Ids of runs whose findings say that they came to nothing. */
  ruined: ReadonlySet<string>
}

export type Standing = {
  /** Of all setups of the comparison no two have the same. */
  key: string
  label: string
  /** Those that count: with a finite value, and not failed while others of the setup did not. */
  runs: ComparedRun[]
  /** What each of them reached. */
  values: number[]
  /** Runs that failed, diverged or ended in a value that is not finite. */
  failed: ComparedRun[]
  mean: number
  low: number
  high: number
  /** 95 % by Student's t; null for a single run. */
  interval: Interval | null
  /** What each seed reached; null where a run has no seed, or two have the same. */
  bySeed: ReadonlyMap<number, number> | null
}

export function reachedBy({ best, latest }: ComparedRun, { metric, reading }: Measure): number | null {
  const value = (reading === 'best' ? best : latest)[metric]?.value
  return value !== undefined && Number.isFinite(value) ? value : null
}

/** Best setup first, by `signOf` the metric; setups in which no run has a finite value are left out. */
export function standingsOf(setups: readonly Setup[], measure: Measure, sign: 1 | -1): Standing[] {
  return setups.flatMap((setup) => standingOf(setup, measure) ?? []).sort((a, b) => sign * (a.mean - b.mean))
}

/** −1 where higher is better, else 1. */
export function signOf(runs: readonly ComparedRun[], metric: string): 1 | -1 {
  return directionOf(metric, directionsOf(runs.map(({ run }) => run))) === 'higher' ? -1 : 1
}

function standingOf(setup: Setup, measure: Measure): Standing | null {
  // Those too that did not get as far as a value.
  const failed = setup.runs.filter((run) => hasFailed(run, measure.metric, measure.ruined))
  const valued = setup.runs.filter((run) => reachedBy(run, measure) !== null)
  const sound = valued.filter((run) => !failed.includes(run))
  const runs = sound.length > 0 ? sound : valued
  if (runs.length === 0) return null
  const values = runs.map((run) => reachedBy(run, measure) as number)
  return {
    key: setup.key,
    label: setup.label,
    ...{ runs, values, failed },
    mean: meanOf(values),
    low: Math.min(...values),
    high: Math.max(...values),
    interval: meanInterval(values),
    bySeed: seedsOf(runs, values),
  }
}

/** Whether several runs all reached the very same: what made them differ changed nothing. */
export function isConstant({ values }: Pick<Standing, 'values'>): boolean {
  return values.length > 1 && values.every((value) => value === values[0])
}

function seedsOf(runs: readonly ComparedRun[], values: readonly number[]): Map<number, number> | null {
  const seeds = new Map<number, number>()
  for (const [at, { run }] of runs.entries()) if (run.seed !== null) seeds.set(run.seed, values[at] as number)
  return seeds.size === runs.length ? seeds : null
}

/** `3 seeds`, or `3 runs` where it is not known that each has a seed of its own. */
export function countOf({ runs, bySeed }: Standing): string {
  const noun = bySeed ? 'seed' : 'run'
  return runs.length === 1 ? `1 ${noun}` : `${runs.length} ${noun}s`
}
