/** Why a comparison says less than it seems to. */
import { formatNumber, formatPlain, formatWhole } from '../format.ts'
import { type ComparedRun, distinct, listed } from './compared-run.ts'
import { named } from './difference-text.ts'
import { unbeatenGuess } from './guess.ts'
import { type Comparison, fewestSeeds, triesOf } from './judgement.ts'
import { quoted } from './labels.ts'
import { differingChoices } from './setup.ts'
import { isConstant, type Standing } from './standing.ts'
import { lossAgreement } from './trained-loss.ts'

type Evidence = {
  runs: readonly ComparedRun[]
  /** Of which no run has a finite value, and some failed. */
  lost: readonly Lost[]
  metric: string
  standings: readonly Standing[]
  comparisons: readonly Comparison[]
  labelOf: (id: string) => string
}

/** A setup without a standing. */
export type Lost = { label: string; all: number; failed: readonly ComparedRun[] }

/** Runs whose lengths differ by less count as equally long. */
const sameLength = 1.1
/** Projects that are named before the rest is counted. */
const mostProjects = 4

/** Sentences, the weightiest first. */
export function doubtsOf(evidence: Evidence): string[] {
  return [
    projectDoubt(evidence.standings),
    ...failureDoubts(evidence),
    seedDoubt(evidence),
    sharedSeedsDoubt(evidence),
    ...repeatedSeedDoubts(evidence),
    constantDoubt(evidence),
    ...guessDoubts(evidence),
    lastValueDoubt(evidence),
    lengthDoubt(evidence),
    causeDoubt(evidence),
    ...missingDoubts(evidence),
  ].filter((doubt) => doubt !== null)
}

/** Runs of one project are about one thing; what those of several have in common only the reader knows. */
function projectDoubt(standings: readonly Standing[]): string | null {
  const projects = distinct(standings.flatMap(({ runs }) => runs.map(({ run }) => run.project)))
  if (projects.length < 2) return null
  const named = projects.slice(0, mostProjects)
  const rest = projects.length - named.length
  return `They are of different projects (${[...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')}): only if these have the same data does this say which is better.`
}

/** A setup that fails on one seed of five does so whatever the mean of the others. */
function failureDoubts({ standings, lost, metric }: Evidence): string[] {
  const entirely = lost.map(
    ({ label, all, failed }) =>
      `${quoted(label)} ${failedIn(failed.length, all)}, and has no finite ${metric}.`,
  )
  const partly = standings.flatMap((standing) => {
    const { failed, runs } = standing
    if (failed.length === 0) return []
    const all = new Set([...runs, ...failed]).size
    const rest = runs.filter((run) => !failed.includes(run)).length
    const left = rest > 0 ? `${metric} is that of the other ${rest}` : null
    // The name of a setup that is the only one would be read as that of one run.
    if (standings.length === 1 && lost.length === 0 && left)
      return `${failed.length} of the ${all} runs failed or diverged: the ${left}.`
    return `${named(standing)} ${failedIn(failed.length, all)}: ${left ? `its ${left}` : 'what it reached before is shown'}.`
  })
  return [...entirely, ...partly]
}

function failedIn(failed: number, all: number): string {
  return all === 1 ? 'failed or diverged' : `failed or diverged in ${failed} of ${all} runs`
}

function seedDoubt({ standings, comparisons }: Evidence): string | null {
  const [first, second] = standings
  if (!first || !second) return null
  if (standings.every(({ runs }) => runs.length === 1))
    return 'One run each: this says little; train each with several seeds.'
  const single = standings.filter(({ runs }) => runs.length === 1)
  if (single.length > 0)
    return `Only one run of ${listed(single.map(named))}: this says little; train each with several seeds.`
  const few = comparisons.find((one) => one.difference !== null && triesOf(one) < fewestSeeds)
  if (few && few.difference?.pairs === null)
    return 'Two runs cannot carry a verdict: they agree by chance too easily.'
  return few ? 'Two seeds cannot carry a verdict: they agree by chance too easily.' : null
}

/** Means over different seeds may differ by the seeds alone. */
function sharedSeedsDoubt({ comparisons }: Evidence): string | null {
  const isPart = comparisons.some(
    ({ difference, subject, against }) =>
      difference?.pairs != null && difference.pairs < Math.max(subject.runs.length, against.runs.length),
  )
  return isPart
    ? 'Not all have the same seeds: differences are those over the seeds that two have in common.'
    : null
}

/** The same seed twice need not be two tries. */
function repeatedSeedDoubts({ standings }: Evidence): string[] {
  const repeated = standings.filter(
    ({ bySeed, runs }) => bySeed === null && runs.every(({ run }) => run.seed !== null),
  )
  if (repeated.length === 0) return []
  return [
    `Several runs of ${listed(repeated.map(named))} have one seed: where they repeat each other, they count as more than they tell.`,
  ]
}

/** What the seed does not change is one try, however often it is made. */
function constantDoubt({ standings, metric }: Evidence): string | null {
  const constant = standings.filter(isConstant)
  if (constant.length === 0) return null
  return `All runs of ${listed(constant.map(named))} reached the very same ${metric}: if their seeds change nothing, they are one try.`
}

/** What always says the same is beaten by anything that has learned. */
function guessDoubts({ standings, metric }: Evidence): string[] {
  return standings.flatMap((standing) => {
    const guess = unbeatenGuess(standing, metric)
    if (guess === null) return []
    return `${named(standing)} is no better than always guessing the same, which reaches a ${metric} of ${formatNumber(guess)}.`
  })
}

function lastValueDoubt({ standings: [first], metric, labelOf }: Evidence): string | null {
  const broken = (first?.runs ?? []).filter(({ latest }) => !Number.isFinite(latest[metric]?.value))
  const [one] = broken
  if (!one) return null
  const value = formatNumber(one.latest[metric]?.value ?? Number.NaN)
  return `The last value of ${labelOf(one.run.id)} is ${value}: it did not stay as good.`
}

/** By epochs where all runs tell how long theirs are, else by steps. */
function lengthDoubt({ standings, metric }: Evidence): string | null {
  const runs = standings.flatMap((standing) => standing.runs)
  const byEpoch = runs.every(({ run }) => run.stepsPerEpoch)
  const lengths = runs.map(
    ({ run, latest }) => (latest[metric]?.step ?? 0) / (byEpoch ? (run.stepsPerEpoch ?? 1) : 1),
  )
  const shortest = Math.min(...lengths)
  const longest = Math.max(...lengths)
  if (!(longest > sameLength * shortest)) return null
  const digits = (length: number) => (byEpoch ? formatPlain(Number(length.toFixed(1))) : formatWhole(length))
  return `They have not been trained equally long: ${digits(shortest)} to ${digits(longest)} ${byEpoch ? 'epochs' : 'steps'}.`
}

/** Runs that differ in loss and in more: the loss need not be what made the difference. */
function causeDoubt({ standings }: Evidence): string | null {
  if (standings.length < 2) return null
  const runs = standings.flatMap((standing) => standing.runs.map(({ run }) => run))
  if (lossAgreement(runs) !== 'different') return null
  // A parameter that some runs leave unsaid may be the same for all.
  const others = differingChoices(runs).filter(
    (name) => name !== 'loss' && distinct(runs.flatMap(({ params }) => params[name] ?? [])).length > 1,
  )
  if (others.length === 0) return null
  return `They differ in ${listed(others)} too: the difference need not come from the loss.`
}

function missingDoubts({ runs, standings, lost, metric, labelOf }: Evidence): string[] {
  const labels = (of: readonly ComparedRun[]) => listed(of.map(({ run }) => labelOf(run.id)))
  // Of those that failed it is said already.
  const failed = new Set([...standings, ...lost].flatMap((one) => one.failed))
  const untold = runs.filter((run) => !failed.has(run))
  const without = untold.filter(({ latest }) => !latest[metric])
  const broken = untold.filter(({ latest, best }) => latest[metric] && !best[metric])
  return [
    ...(without.length ? [`Without ${metric}: ${labels(without)}.`] : []),
    ...(broken.length ? [`Never finite: ${metric} of ${labels(broken)}.`] : []),
  ]
}
