/**
 * Which setup is better, which are as good, and what is not known yet: over seeds, with what matters and how often
 * chance would say the same.
 */
import { holm, neededSeeds, neededSeedsExactly } from '../statistics/index.ts'
import { type Difference, differenceOf, probabilityOf } from './difference.ts'
import { isConstant, type Standing } from './standing.ts'

/** The smallest difference that matters: a share of what the other setup reached, or a size in the unit of the series. */
export type Matters = { share: number } | { size: number }
export const usualMatters: Matters = { share: 0.01 }

/** Of the subject, against the other. */
export type Judgement = 'better' | 'worse' | 'as-good' | 'undecided'

export type Comparison = {
  subject: Standing
  against: Standing
  /** Null where there are too few runs for any. */
  difference: Difference | null
  /** p after Holm's correction for all comparisons that were made. */
  adjusted: number | null
  /** In the unit of the series. */
  matters: number
  judgement: Judgement
  /** Further seeds for each, with which it would tell four times in five; null where it is told, or none would. */
  moreSeeds: number | null
}

/** The chance that a difference is told though there is none. */
const level = 0.05
/** Two seeds agree by chance too easily, whatever the t of one degree of freedom says. */
export const fewestSeeds = 3

type Question = { subject: Standing; against: Standing; p: number | null }

/**
 * Each setup against that of the run `baseline`; or, where none is, the leading one against each other. Then the
 * leader was picked after the fact, and Holm's correction counts every pair. `standings` are in order, the best
 * first; `sign` is −1 where higher is better.
 */
export function comparisonsOf(
  standings: readonly Standing[],
  sign: 1 | -1,
  { matters, baseline }: { matters: Matters; baseline: string | null },
): Comparison[] {
  const given = standings.find((standing) => holdsRun(standing, baseline))
  const question = (subject: Standing, against: Standing): Question => ({
    ...{ subject, against, p: probabilityOf(subject, against) },
  })
  const [first] = standings
  const asked = given
    ? standings.filter((standing) => standing !== given).map((standing) => question(standing, given))
    : standings.slice(1).map((standing) => question(first as Standing, standing))
  // Of a single run nothing can be tested: such pairs are no comparisons that were made.
  const others = given ? [] : standings.slice(1).filter(({ runs }) => runs.length > 1)
  const between = others.flatMap((one, at) => others.slice(at + 1).map((other) => question(one, other)))
  const tested = [...asked, ...between].filter(({ p }) => p !== null)
  const adjusted = new Map(holm(tested.map(({ p }) => p ?? 1)).map((p, at) => [tested[at], p]))
  return asked.map((pair) =>
    judged(pair, adjusted.get(pair) ?? null, { sign, matters, tests: tested.length }),
  )
}

/** Whether a run is one of a setup's. */
export function holdsRun({ runs, failed }: Standing, id: string | null): boolean {
  return [...runs, ...failed].some(({ run }) => run.id === id)
}

function judged(
  { subject, against }: Question,
  adjusted: number | null,
  { sign, matters, tests }: { sign: 1 | -1; matters: Matters; tests: number },
): Comparison {
  const difference = adjusted === null ? null : differenceOf(subject, against)
  const size = 'size' in matters ? matters.size : matters.share * Math.abs(against.mean)
  const known = { subject, against, difference, adjusted, matters: size }
  if (!difference || adjusted === null) return { ...known, judgement: 'undecided', moreSeeds: null }
  const hasEnough = triesOf(known) >= fewestSeeds
  const judgement = hasEnough ? judgementOf(difference, adjusted, size, sign) : hastyJudgementOf(difference)
  const isOpen = judgement === 'undecided'
  return { ...known, judgement, moreSeeds: isOpen ? moreSeedsFor(known, difference, tests) : null }
}

/** Pairs, or the runs of the smaller setup. */
export function triesOf({
  subject,
  against,
  difference,
}: Pick<Comparison, 'subject' | 'against' | 'difference'>): number {
  return difference?.pairs ?? Math.min(subject.runs.length, against.runs.length)
}

/** Of too few tries: nothing is told but that there is no difference at all. */
function hastyJudgementOf({ interval: { low, high } }: Difference): Judgement {
  return low === 0 && high === 0 ? 'as-good' : 'undecided'
}

function judgementOf(
  { interval: { mean, low, high }, exact }: Difference,
  adjusted: number,
  size: number,
  sign: 1 | -1,
): Judgement {
  const isSmall = low > -size && high < size
  if (isSmall || (low === 0 && high === 0)) return 'as-good'
  // The exact test assumes less: where it can say no, it is heard; where it is at its best, it has said all it can.
  const isExact = exact === null || exact.p <= Math.max(level, exact.smallest)
  const isTold = adjusted <= level && isExact
  if (!isTold || mean === 0) return 'undecided'
  return sign * mean < 0 ? 'better' : 'worse'
}

/** For a difference as large as the one seen, or as what matters where that is more. */
function moreSeedsFor(
  { subject, against, matters }: Pick<Comparison, 'subject' | 'against' | 'matters'>,
  difference: Difference,
  tests: number,
): number | null {
  const { deviation, pairs } = difference
  const { mean } = difference.interval
  const groups = pairs === null ? 2 : 1
  // Where the seed changes nothing, no seed tells more.
  if (isConstant(subject) && isConstant(against)) return null
  const needed =
    deviation === 0
      ? neededSeedsExactly(level / tests, groups)
      : neededSeeds(Math.max(Math.abs(mean), matters), deviation, level / tests, groups)
  const have = triesOf({ subject, against, difference })
  // Where as many are there already, chance was against it: one more at a time.
  return Number.isFinite(needed) ? Math.max(1, needed - have) : null
}
