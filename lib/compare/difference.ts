/** How far two setups lie apart by a series, and whether chance explains it: by seed where both have the same seeds. */
import {
  dealingTest,
  type ExactTest,
  fewestForBootstrap,
  type Interval,
  pairedInterval,
  signFlipTest,
  tProbability,
  unpairedInterval,
  varianceOf,
  welch,
} from '../statistics/index.ts'
import type { Standing } from './standing.ts'

export type Difference = {
  /** first − second, in the unit of the series. */
  interval: Interval
  method: 'student' | 'welch' | 'bootstrap'
  /** Two-sided, by Student's t of the pairs or by Welch's. */
  p: number
  /** By all flips of signs, or by all ways to deal the values; null where they are too many to count. */
  exact: ExactTest | null
  /** Seeds that both have; null where they are compared unpaired. */
  pairs: number | null
  /** Pairs, or all pairs of one run of each, in which the first has the lower value, the higher one, the same. */
  lower: number
  higher: number
  /** The deviation of one pair's difference, or of that of one run each. */
  deviation: number
}

/** What each seed reached; null where a run has no seed, or two have the same. */
function bySeed({ runs, values, hasSeeds }: Standing): Map<number, number> | null {
  if (!hasSeeds) return null
  return new Map(runs.map(({ run }, i) => [run.seed as number, values[i] as number]))
}

/** The values of both by the seeds that they share; null unless every seed of the smaller one is shared. */
function pairsOf(first: Standing, second: Standing): [number, number][] | null {
  const [a, b] = [bySeed(first), bySeed(second)]
  if (!a || !b) return null
  const pairs = [...a].flatMap(([seed, value]): [number, number][] => {
    const other = b.get(seed)
    return other === undefined ? [] : [[value, other]]
  })
  return pairs.length === Math.min(a.size, b.size) ? pairs : null
}

/** Null where either has a single run, or they share a single seed. */
export function differenceOf(first: Standing, second: Standing): Difference | null {
  const pairs = pairsOf(first, second)
  return pairs ? pairedDifference(pairs) : unpairedDifference(first.values, second.values)
}

function pairedDifference(pairs: readonly [number, number][]): Difference | null {
  const differences = pairs.map(([a, b]) => a - b)
  const interval = pairedInterval(differences)
  if (!interval) return null
  const deviation = Math.sqrt(varianceOf(differences))
  return {
    interval,
    method: pairs.length < fewestForBootstrap ? 'student' : 'bootstrap',
    p: tProbability(interval.mean / (deviation / Math.sqrt(pairs.length)), pairs.length - 1),
    exact: signFlipTest(differences),
    pairs: pairs.length,
    ...won(pairs),
    deviation,
  }
}

function unpairedDifference(a: readonly number[], b: readonly number[]): Difference | null {
  const interval = unpairedInterval(a, b)
  if (!interval) return null
  const { error, freedom } = welch(a, b)
  return {
    interval,
    method: Math.min(a.length, b.length) < fewestForBootstrap ? 'welch' : 'bootstrap',
    p: tProbability(interval.mean / error, freedom),
    exact: dealingTest(a, b),
    pairs: null,
    ...won(a.flatMap((one) => b.map((other): [number, number] => [one, other]))),
    deviation: Math.sqrt(varianceOf(a) + varianceOf(b)),
  }
}

function won(pairs: readonly [number, number][]): { lower: number; higher: number } {
  return {
    lower: pairs.filter(([a, b]) => a < b).length,
    higher: pairs.filter(([a, b]) => a > b).length,
  }
}
