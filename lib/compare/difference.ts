/** How far two setups lie apart by a series, and whether chance explains it: by seed where both have the same seeds. */
import {
  dealingTest,
  type ExactTest,
  fewestForBootstrap,
  type Interval,
  meanOf,
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

/** The values of both by the seeds that they share; null unless every seed of the smaller one is shared. */
function pairsOf(first: Standing, second: Standing): [number, number][] | null {
  const [a, b] = [first.bySeed, second.bySeed]
  if (!a || !b) return null
  const pairs = [...a].flatMap(([seed, value]): [number, number][] => {
    const other = b.get(seed)
    return other === undefined ? [] : [[value, other]]
  })
  return pairs.length === Math.min(a.size, b.size) ? pairs : null
}

/**
 * The two-sided p alone, by Student's t of the pairs or by Welch's: of all pairs of many setups nobody wants to know more. Null where
 * either has a single run, or they share a single seed.
 */
export function probabilityOf(first: Standing, second: Standing): number | null {
  const pairs = pairsOf(first, second)
  if (!pairs) return welchProbability(first.values, second.values)
  return studentProbability(pairs.map(([a, b]) => a - b))
}

function studentProbability(differences: readonly number[]): number | null {
  if (differences.length < 2) return null
  const error = Math.sqrt(varianceOf(differences) / differences.length)
  return tProbability(meanOf(differences) / error, differences.length - 1)
}

function welchProbability(a: readonly number[], b: readonly number[]): number | null {
  if (Math.min(a.length, b.length) < 2) return null
  const { error, freedom } = welch(a, b)
  return tProbability((meanOf(a) - meanOf(b)) / error, freedom)
}

/** Null where either has a single run, or they share a single seed. */
export function differenceOf(first: Standing, second: Standing): Difference | null {
  const pairs = pairsOf(first, second)
  return pairs ? pairedDifference(pairs) : unpairedDifference(first.values, second.values)
}

function pairedDifference(pairs: readonly [number, number][]): Difference | null {
  const differences = pairs.map(([a, b]) => a - b)
  const interval = pairedInterval(differences)
  const p = studentProbability(differences)
  if (!interval || p === null) return null
  return {
    interval,
    method: pairs.length < fewestForBootstrap ? 'student' : 'bootstrap',
    p,
    exact: signFlipTest(differences),
    pairs: pairs.length,
    ...won(pairs),
    deviation: Math.sqrt(varianceOf(differences)),
  }
}

function unpairedDifference(a: readonly number[], b: readonly number[]): Difference | null {
  const interval = unpairedInterval(a, b)
  const p = welchProbability(a, b)
  if (!interval || p === null) return null
  return {
    interval,
    method: Math.min(a.length, b.length) < fewestForBootstrap ? 'welch' : 'bootstrap',
    p,
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
