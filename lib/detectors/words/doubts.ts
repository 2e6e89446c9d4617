/** What speaks against taking a finding at its word: how little was seen, and what is not known. All its words are here. */
import { formatNumber, formatWhole, plural } from '../../format.ts'
import type { Finding, Run } from '../../run.ts'
import { roleOf } from '../series-names.ts'
import { numberAt, sayStepOf } from './numbers.ts'

/** The series of a finding, as far as it is known: how many values, its first and its last step. */
export type SeriesSpan = { count: number; first: number; last: number }

/** With fewer values a level and a noise are rough guesses. */
const fewValues = 20
/** A log begins late when its first step is more than this many of its strides in. */
const lateStrides = 2
/** Noise of this share of the level hides a slow fall. */
const noisyShare = 0.1
/** "Not learning" within this share of the plan is early. */
const earlyShare = 0.1

/** Rules that need no second value: what they saw is beyond doubt. */
const beyondDoubt = ['non-finite', 'broken-gradient', 'broken-metric', 'negative', 'stalled', 'resumed']
/** Rules that measure from the start of the log. */
const fromTheStart = ['diverged', 'not-learning', 'climbing', 'oscillating', 'flat']

/** What is known of the run: its plan, and how its steps are counted. */
type Lengths = Pick<Run, 'plannedSteps' | 'stepsPerEpoch'>

/** Sentences, the weightiest first; none for a finding that is over or beyond doubt. */
export function doubtsOf(finding: Finding, span: SeriesSpan | null, lengths: Lengths): string[] {
  const { code, series, evidence, raisedStep, resolvedStep } = finding
  if (resolvedStep !== null || beyondDoubt.includes(code)) return []
  const doubts: string[] = []
  const { component, ganLike } = roleOf(series)
  if (span && span.count < fewValues) doubts.push(`Only ${plural(span.count, 'value')} so far.`)
  if (span && fromTheStart.includes(code) && beginsLate(span))
    doubts.push(`The log begins at ${sayStepOf(lengths)(span.first)}: where the loss started is not known.`)
  if (component) doubts.push(`${series} is one part of a loss: it may rise while the whole falls.`)
  else if (ganLike) doubts.push(`${series} is one side of a game, or its target moves: it need not fall.`)
  if (code === 'not-learning') doubts.push(...doubtsOfStanding(evidence, raisedStep, lengths))
  return doubts
}

function beginsLate({ count, first, last }: SeriesSpan): boolean {
  return count > 1 && first > (lateStrides * (last - first)) / (count - 1)
}

function doubtsOfStanding(evidence: Finding['evidence'], raisedStep: number, lengths: Lengths): string[] {
  const { plannedSteps, stepsPerEpoch } = lengths
  const doubts: string[] = []
  const [level, noise] = [numberAt(evidence, 'level'), numberAt(evidence, 'noise')]
  if (level !== null && noise !== null && noise > noisyShare * Math.abs(level))
    doubts.push(
      `Its values scatter by ${formatNumber((100 * noise) / Math.abs(level), 2)} % of their level: a slow fall may hide in that.`,
    )
  if (numberAt(evidence, 'chanceLevel') === null)
    doubts.push('Where a model stands that only guesses is not known for this loss.')
  const plan = stepsPerEpoch
    ? Number(((plannedSteps ?? 0) / stepsPerEpoch).toFixed(1))
    : formatWhole(plannedSteps ?? 0)
  if (plannedSteps !== null && raisedStep < earlyShare * plannedSteps)
    doubts.push(`It was raised early: at ${sayStepOf(lengths)(raisedStep)} of the ${plan} that are planned.`)
  return doubts
}
