/** The sentence above a comparison, and how far it can be trusted. It never claims more than was seen. */
import { formatNumber } from '../format.ts'
import { isLive } from '../run.ts'
import { directionOf } from '../summary/metric.ts'
import { type Obstacle, obstacleTo } from './comparability.ts'
import { type ComparedRun, directionsOf, listed } from './compared-run.ts'
import {
  bothReached,
  mattersText,
  moreSeedsText,
  named,
  namedReached,
  rangeText,
  reachedText,
  reachText,
  testText,
} from './difference-text.ts'
import { doubtsOf, type Lost } from './doubts.ts'
import { hasComeToNothing } from './failure.ts'
import {
  type Comparison,
  comparisonsOf,
  holdsRun,
  type Judgement,
  type Matters,
  usualMatters,
} from './judgement.ts'
import { quoted } from './labels.ts'
import { type Setup, setupsOf } from './setup.ts'
import { countOf, type Measure, type Standing, signOf, standingsOf } from './standing.ts'

export type Verdict = {
  sentence: string
  /** What the tests say, and what would tell more. */
  evidence: string[]
  /** Further seeds for each setup with which the closest open comparison would be told; null where none is open. */
  moreSeeds: number | null
  doubts: string[]
  /** Best setup first; none where nothing is ranked. */
  standings: Standing[]
  comparisons: Comparison[]
}

/** How a person wants it judged. */
export type Judging = Pick<Measure, 'reading' | 'ruined'> & {
  matters: Matters
  /** Id of a run whose setup the others are held against; null for the leading one. */
  baseline: string | null
}

export const usualJudging: Judging = {
  ...{ reading: 'best', ruined: new Set(), matters: usualMatters, baseline: null },
}

const obstacleSentences: Record<Obstacle, (metric: string) => string> = {
  'no-direction': (metric) => `${metric} does not say which run is better: it is drawn, not ranked.`,
  'training-data': (metric) =>
    `${metric} is not ranked: by its name it was measured on training data, where fitting too well looks best.`,
  'different-data': (metric) => `${metric} is not ranked: these runs were trained on different data.`,
  'different-losses': (metric) =>
    `${metric} is not ranked: it is the value of a different loss in different runs.`,
  'different-dialects': (metric) =>
    `${metric} is not ranked: it is the value of another loss in another library.`,
  'unknown-losses': (metric) => `${metric} is not ranked: it is not known that all runs have the same loss.`,
}

/** A sentence where nothing is ranked. */
export function unjudged(sentence: string): Verdict {
  return { sentence, evidence: [], moreSeeds: null, doubts: [], standings: [], comparisons: [] }
}

/** What these runs show by this series. `labelOf` gives the name of a run by its id. */
export function verdictOf(
  runs: readonly ComparedRun[],
  metric: string | null,
  labelOf: (id: string) => string,
  judging: Judging = usualJudging,
): Verdict {
  if (runs.length === 0) return unjudged('No run is shown.')
  if (runs.length === 1) return unjudged('One run alone: choose another one to compare it with.')
  if (metric === null) return unjudged('There are no values yet.')
  const plain = runs.map(({ run }) => run)
  const obstacle = obstacleTo(metric, plain)
  if (obstacle) return unjudged(obstacleSentences[obstacle](metric))
  const measure = { metric, reading: judging.reading, ruined: judging.ruined }
  const sign = signOf(runs, metric)
  const setups = setupsOf(runs, labelOf)
  const standings = standingsOf(setups, measure, sign)
  const comparisons = comparisonsOf(standings, sign, judging)
  const way = directionOf(metric, directionsOf(plain)) as 'higher' | 'lower'
  const by = { metric, soFar: plain.some(isLive) ? ' so far' : '', way }
  return {
    sentence: sentenceOf(standings, comparisons, { ...by, isOnly: setups.length > 1 }, judging),
    evidence: evidenceOf(comparisons, sign),
    moreSeeds: toldOf(comparisons)?.moreSeeds ?? null,
    doubts: doubtsOf({
      ...{ runs, metric, standings, comparisons, lost: lostOf(setups, standings, judging.ruined) },
      labelOf: (id) => quoted(labelOf(id)),
    }),
    ...{ standings, comparisons },
  }
}

type By = { metric: string; soFar: string; way: 'higher' | 'lower' }

/** Setups that came to nothing at all: the others are no verdict without them. */
function lostOf(
  setups: readonly Setup[],
  standings: readonly Standing[],
  ruined: ReadonlySet<string>,
): Lost[] {
  const standing = new Set(standings.map(({ key }) => key))
  return setups
    .filter(({ key }) => !standing.has(key))
    .map(({ label, runs }) => ({
      ...{ label, all: runs.length },
      failed: runs.filter((run) => hasComeToNothing(run, ruined)),
    }))
    .filter(({ failed }) => failed.length > 0)
}

function sentenceOf(
  standings: readonly Standing[],
  comparisons: readonly Comparison[],
  by: By & { isOnly: boolean },
  { matters, baseline }: Judging,
): string {
  const [first, second] = standings
  if (!first) return `No run has a finite ${by.metric}${by.soFar}.`
  if (!second) return aloneSentence(first, by)
  if (comparisons.every(({ difference }) => difference === null)) return unprovenSentence(standings, by)
  const [only] = comparisons
  if (standings.length === 2 && only) return pairSentence(only, by, matters)
  const given = standings.find((standing) => holdsRun(standing, baseline))
  const counts = listOf(comparisons)
  if (given)
    return `Against ${named(given)} with a ${by.metric} of ${reachedText(given)}${by.soFar}: ${counts}.`
  return `${named(first)} leads by ${by.metric}${by.soFar} with ${reachedText(first)}: ${counts}.`
}

/** Two setups, each with several runs. */
function pairSentence(comparison: Comparison, { metric, soFar }: By, matters: Matters): string {
  const { subject, against, difference, judgement } = comparison
  if (!difference) return ''
  const size = formatNumber(Math.abs(difference.interval.mean))
  const reach = reachText(difference)
  const figures = bothReached(subject, against, difference)
  if (judgement === 'as-good' && difference.interval.mean === 0 && difference.deviation === 0)
    return `${named(subject)} and ${named(against)} are as good by ${metric}${soFar}: ${figures}, without any difference.`
  if (judgement === 'as-good')
    return `${named(subject)} and ${named(against)} are as good by ${metric}${soFar}: ${figures}; they differ by ${size} (${reach}), less than the ${mattersText(comparison.matters, matters)} that matters.`
  if (judgement === 'undecided')
    return `Undecided by ${metric}${soFar}: ${namedReached(subject, against, difference)}; the difference of ${size} (${reach}) may be chance.`
  return `${named(subject)} is ${judgement} than ${named(against)} by ${metric}${soFar}: ${figures}, a difference of ${size} (${reach}).`
}

const places: Record<Judgement, string> = {
  better: 'better than',
  worse: 'worse than',
  'as-good': 'as good as',
  undecided: 'undecided against',
}

/** `better than mse and huber; undecided against mae`; of a baseline `better: mae; as good: huber`. */
function listOf(comparisons: readonly Comparison[]): string {
  const isLed = comparisons.every(({ subject }) => subject === comparisons[0]?.subject)
  return (Object.keys(places) as Judgement[])
    .flatMap((judgement) => {
      const labels = comparisons
        .filter((one) => one.judgement === judgement)
        .map(({ subject, against }) => named(isLed ? against : subject))
      if (labels.length === 0) return []
      // The leader has the best mean, and may be behind where seeds that the other has not are left out.
      const by = isLed && judgement === 'worse' ? ' over the seeds that both have' : ''
      return `${isLed ? places[judgement] : `${judgement.replace('-', ' ')}:`} ${listed(labels)}${by}`
    })
    .join('; ')
}

/** Where no setup that is compared has two runs, nothing can be tested. */
function unprovenSentence(standings: readonly Standing[], { metric, soFar, way }: By): string {
  const [first, second] = standings as [Standing, Standing]
  const tied = standings.filter(({ mean }) => formatNumber(mean) === formatNumber(first.mean))
  if (tied.length > 1) {
    const labels = listed(tied.map(named))
    const place = tied.length === standings.length ? 'the same' : 'the same, best'
    return `${labels} reached ${place} ${metric}${soFar}: ${formatNumber(first.mean)} to four digits.`
  }
  if (standings.length === 2)
    return `${named(first)} reached the ${way} ${metric}${soFar}: ${bothReached(first, second)}.`
  const most = way === 'higher' ? 'highest' : 'lowest'
  return `${named(first)} reached the ${most} ${metric}${soFar}: ${reachedText(first)}; next is ${named(second)} with ${reachedText(second)}.`
}

/** All values come from one setup. */
function aloneSentence(standing: Standing, { metric, soFar, isOnly }: By & { isOnly: boolean }): string {
  const { mean, interval } = standing
  const reach = interval ? ` (95 % interval ${rangeText(interval)})` : ''
  if (isOnly || standing.runs.length === 1)
    return `Only ${named(standing)} has a finite ${metric}${soFar}: ${reachedText(standing)}${reach}.`
  const difference = standing.bySeed ? 'nothing but their seed' : 'no setting'
  return `Runs that differ in ${difference} reached a ${metric} of ${formatNumber(mean)} on average over ${countOf(standing)}${reach}${soFar}.`
}

/** The comparison that the evidence is about: the only one, or of several the closest one that is open. */
function toldOf(comparisons: readonly Comparison[]): Comparison | undefined {
  const open = comparisons.filter(({ judgement, difference }) => judgement === 'undecided' && difference)
  return comparisons.length === 1 ? comparisons[0] : open[0]
}

function evidenceOf(comparisons: readonly Comparison[], sign: 1 | -1): string[] {
  const told = toldOf(comparisons)
  if (!told) return []
  return [comparisons.length === 1 ? testText(told, sign) : '', moreSeedsText(told) ?? ''].filter(
    (sentence) => sentence !== '',
  )
}
