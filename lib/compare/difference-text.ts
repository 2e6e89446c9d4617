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

/** Where two are compared by fewer seeds than they have: their means over these, and which these are. */
function sharedMeans(first: Standing, second: Standing, difference: Difference | null) {
  if (difference?.pairs == null || difference.pairs === Math.max(first.runs.length, second.runs.length))
    return null
  const [a, b] = difference.means.map((mean) => formatNumber(mean))
  return { a, b, over: `over the ${difference.pairs} seeds that both have` }
}

/** Of one setup beside another: the count once where it is the same. */
export function bothReached(first: Standing, second: Standing, difference: Difference | null = null): string {
  const shared = sharedMeans(first, second, difference)
  if (shared) return `${shared.a} against ${shared.b} on average ${shared.over}`
  const count = countOf(first)
  if (first.runs.length === 1 || count !== countOf(second))
    return `${reachedText(first)} against ${reachedText(second)}`
  return `${formatNumber(first.mean)} against ${formatNumber(second.mean)} on average over ${count} each`
}

/** `mse reached 0.95 and mae 0.91 on average over 3 seeds each`. */
export function namedReached(first: Standing, second: Standing, difference: Difference): string {
  const shared = sharedMeans(first, second, difference)
  if (shared)
    return `${named(first)} reached ${shared.a} and ${named(second)} ${shared.b} on average ${shared.over}`
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

/** `95 % interval 0.1 to 0.3` of the difference's size; of differences that are all the same there is none to tell. */
export function reachText({ interval: { mean, low, high }, deviation, pairs }: Difference): string {
  if (deviation === 0) return pairs === null ? 'each always the same' : 'the same with every seed'
  const [least, most] = mean < 0 ? [-high, -low] : [low, high]
  return `95 % interval ${rangeText({ low: least, high: most })}`
}

/** Why two setups are not compared seed by seed. */
function unpairedText(setups: readonly Standing[]): string {
  if (setups.some(({ runs }) => runs.some(({ run }) => run.seed === null)))
    return 'Not paired: not every run says its seed'
  if (setups.some(({ bySeed }) => bySeed === null)) return 'Not paired: several runs of a setup have one seed'
  return 'Not paired: they do not have the same seeds'
}

/** How it was compared, and what the tests say: `Paired by seed, 5 of 5 won; p = 0.0034 by Student's t, …`. */
export function testText(comparison: Comparison, sign: 1 | -1): string {
  const { difference, adjusted, subject, against } = comparison
  if (!difference || adjusted === null) return ''
  const { pairs, p, exact, lower, higher, deviation } = difference
  const [wins, losses] = sign > 0 ? [lower, higher] : [higher, lower]
  const isAhead = sign * difference.interval.mean <= 0
  const won =
    wins + losses === 0
      ? 'no seed tells them apart'
      : `${isAhead ? wins : losses} of ${pairs} won by ${named(isAhead ? subject : against)}`
  const how = pairs === null ? unpairedText([subject, against]) : `Paired by seed, ${won}`
  if (deviation === 0)
    return `${how}; Student's t says nothing where no difference is spread${exactText(exact, pairs)}.`
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
