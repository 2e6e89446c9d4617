/** How far two setups lie apart by a series, and whether chance explains it: by seed where both have the same seeds. */
import {
  dealingTest,
  type ExactTest,
  fewestForBootstrap,
  type Interval,
  meanOf,
  pairedInterval,
  scaledUp,
  scaleOf,
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
  /** What was compared of each: the means of the pairs, which are those of the standings where all runs have one. */
  means: readonly [number, number]
  /** Two-sided, by Student's t of the pairs or by Welch's; by the exact test where nothing is spread. */
  p: number
  /** By all flips of signs, or by all ways to deal the values; null where they are too many to count. */
  exact: ExactTest | null
  /** Seeds that both have; null where they are compared unpaired. */
  pairs: number | null
  /** Pairs, or all pairs of one run of each, in which the first has the lower value, the higher one, the same. */
  lower: number
  higher: number
  /**
   * The deviation of one pair's difference, or of that of one run each. 0: t would take for certain what few seeds
   * have in common.
   */
  deviation: number
}

/** The values of both by the seeds that they share; null unless every seed of the smaller one is shared. */
function pairsOf(first: Values, second: Values): [number, number][] | null {
  const [a, b] = [first.bySeed, second.bySeed]
  if (!a || !b) return null
  const pairs = [...a].flatMap(([seed, value]): [number, number][] => {
    const other = b.get(seed)
    return other === undefined ? [] : [[value, other]]
  })
  return pairs.length === Math.min(a.size, b.size) ? pairs : null
}

/**
 * The two-sided p alone, by Student's t of the pairs or by Welch's: of all pairs of many setups nobody wants to know
 * more. Null where either has a single run, or they share a single seed.
 */
export function probabilityOf(first: Standing, second: Standing): number | null {
  const { a, b } = nearOne(first, second)
  const pairs = pairsOf(a, b)
  return pairs ? studentProbability(differencesOf(pairs)) : welchProbability(a.values, b.values)
}

type Values = Pick<Standing, 'values' | 'bySeed'>

/** Values whose squares and differences can be computed: see `scaleOf`. */
function nearOne(first: Values, second: Values): { a: Values; b: Values; scale: number } {
  const scale = scaleOf([...first.values, ...second.values])
  if (scale === 1) return { a: first, b: second, scale }
  const down = ({ values, bySeed }: Values): Values => ({
    values: values.map((value) => value / scale),
    bySeed: bySeed && new Map(Array.from(bySeed, ([seed, value]) => [seed, value / scale])),
  })
  return { a: down(first), b: down(second), scale }
}

function studentProbability(differences: readonly number[]): number | null {
  if (differences.length < 2) return null
  const error = Math.sqrt(varianceOf(differences) / differences.length)
  if (error === 0) return signFlipTest(differences)?.p ?? 0
  return tProbability(meanOf(differences) / error, differences.length - 1)
}

function welchProbability(a: readonly number[], b: readonly number[]): number | null {
  if (Math.min(a.length, b.length) < 2) return null
  const { error, freedom } = welch(a, b)
  if (error === 0) return dealingTest(a, b)?.p ?? (a[0] === b[0] ? 1 : 0)
  return tProbability((meanOf(a) - meanOf(b)) / error, freedom)
}

/** Null where either has a single run, or they share a single seed. */
export function differenceOf(first: Standing, second: Standing): Difference | null {
  const { a, b, scale } = nearOne(first, second)
  const pairs = pairsOf(a, b)
  const difference = pairs ? pairedDifference(pairs) : unpairedDifference(a.values, b.values)
  if (!difference || scale === 1) return difference
  const { interval, means, deviation } = difference
  return {
    ...difference,
    interval: scaledUp(interval, scale),
    means: [means[0] * scale, means[1] * scale],
    deviation: deviation * scale,
  }
}

/** Digits beyond these are those of rounding: differences that differ in no others are the same, and such a small one is none. */
const rounding = 1e-12

function differencesOf(pairs: readonly [number, number][]): number[] {
  const slack = rounding * Math.max(...pairs.flat().map(Math.abs))
  const differences = pairs.map(([a, b]) => (Math.abs(a - b) <= slack ? 0 : a - b))
  const isSame = Math.max(...differences) - Math.min(...differences) <= slack
  return isSame ? differences.map(() => differences[0] as number) : differences
}

function pairedDifference(pairs: readonly [number, number][]): Difference | null {
  const differences = differencesOf(pairs)
  const interval = pairedInterval(differences)
  const p = studentProbability(differences)
  if (!interval || p === null) return null
  return {
    interval,
    means: [meanOf(pairs.map(([a]) => a)), meanOf(pairs.map(([, b]) => b))],
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
    means: [meanOf(a), meanOf(b)],
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
