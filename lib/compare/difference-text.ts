/** What is seen of two setups, in words and figures. */
import { formatNumber, plural } from '../format.ts'
import type { Difference } from './difference.ts'
import type { Comparison, Matters } from './judgement.ts'
import { quoted } from './labels.ts'
import { countOf, type Standing } from './standing.ts'

/** The label of a setup within a sentence. */
export function named({ label }: Standing): string {
  return quoted(label)
}

/** `0.957`, or `0.955 on average over 3 seeds`. */
export function reachedText(standing: Standing): string {
  const mean = formatNumber(standing.mean)
  return standing.runs.length === 1 ? mean : `${mean} on average over ${countOf(standing)}`
}

/** Of one setup beside another: the count once where it is the same. */
export function bothReached(first: Standing, second: Standing): string {
  const count = countOf(first)
  if (first.runs.length === 1 || count !== countOf(second))
    return `${reachedText(first)} against ${reachedText(second)}`
  return `${formatNumber(first.mean)} against ${formatNumber(second.mean)} on average over ${count} each`
}

/** `mse reached 0.95 and mae 0.91 on average over 3 seeds each`. */
export function namedReached(first: Standing, second: Standing): string {
  if (countOf(first) !== countOf(second))
    return `${named(first)} reached ${reachedText(first)}, ${named(second)} ${reachedText(second)}`
  const values = `${named(first)} reached ${formatNumber(first.mean)} and ${named(second)} ${formatNumber(second.mean)}`
  return `${values} on average over ${countOf(first)} each`
}

/** `0.0123`, `< 0.0001`. */
export function probabilityText(p: number): string {
  if (p < 1e-4) return '< 0.0001'
  return p.toFixed(p < 0.1 ? 4 : 2)
}

/** `−1.1 to 0.3`. */
export function rangeText({ low, high }: { low: number; high: number }): string {
  return `${formatNumber(low)} to ${formatNumber(high)}`
}

/** `0.17 (1 %)`. */
export function mattersText(size: number, matters: Matters): string {
  return 'share' in matters
    ? `${formatNumber(size)} (${Number((100 * matters.share).toPrecision(3))} %)`
    : formatNumber(size)
}

/** How it was compared, and what the tests say: `Paired by seed, 5 of 5 won; p = 0.0034 by Student's t, …`. */
export function testText(comparison: Comparison, sign: 1 | -1): string {
  const { difference, adjusted, subject, against } = comparison
  if (!difference || adjusted === null) return ''
  const { pairs, p, exact } = difference
  const wins = sign > 0 ? difference.lower : difference.higher
  const isAhead = sign * difference.interval.mean <= 0
  const losses = sign > 0 ? difference.higher : difference.lower
  const of = pairs ?? subject.runs.length * against.runs.length
  const how =
    pairs === null
      ? 'Not paired: they do not have the same seeds'
      : `Paired by seed, ${isAhead ? wins : losses} of ${of} won by ${named(isAhead ? subject : against)}`
  const holm = adjusted === p ? '' : `, ${probabilityText(adjusted)} after Holm's correction`
  return `${how}; p ${equals(p)} by ${pairs === null ? 'Welch' : 'Student'}'s t${holm}${exactText(exact, pairs)}.`
}

function equals(p: number): string {
  return p < 1e-4 ? probabilityText(p) : `= ${probabilityText(p)}`
}

function exactText(exact: Difference['exact'], pairs: number | null): string {
  if (!exact) return ''
  const test = pairs === null ? 'by all ways to deal the runs' : 'by all flips of signs'
  const best = exact.smallest > 0.05 ? `, which cannot go below ${probabilityText(exact.smallest)} here` : ''
  return `, ${probabilityText(exact.p)} ${test}${best}`
}

/** `Between mse and mae: if the difference is as large as seen, about 4 more seeds each would tell (four times in five).` */
export function moreSeedsText({
  moreSeeds,
  difference,
  matters,
  subject,
  against,
}: Comparison): string | null {
  if (moreSeeds === null || !difference) return null
  const noun = subject.bySeed ? 'seed' : 'run'
  const size = Math.abs(difference.interval.mean) >= matters ? 'seen' : 'what matters'
  const seeds = plural(moreSeeds, `more ${noun}`)
  return `Between ${named(subject)} and ${named(against)}: if the difference is as large as ${size}, about ${seeds} each would tell (four times in five).`
}
