/** All the words: what a finding's codes and numbers say to a reader. Nothing else in Lossglass phrases a finding. */
import type { Finding, Run } from '../../run.ts'
import {
  brokenGradient,
  brokenMetric,
  deadGradient,
  diverged,
  explodingGradient,
  maskedNan,
  negative,
  nonFinite,
  resumed,
  stalled,
} from './alarms.ts'
import { causesOf } from './causes.ts'
import { behindSiblings, climbing, flat, notLearning, oscillating, overfitting, spike } from './curves.ts'
import { numberAt, type SayStep, sayNumber, sayStepOf, type Words } from './numbers.ts'

export type FindingText = {
  /** A few words for lists: "Diverged at step 412". */
  title: string
  /** What was seen, with its numbers. */
  happened: string
  /** When: "since step 412", or "from step 412 to step 530". */
  since: string
  /** What such a finding usually means. */
  usually: string
  /** Likely causes in this run, likeliest first; none where none is known. */
  causes: string[]
  /** What to try, those for the known causes first. */
  suggestions: string[]
}

const byCode: Record<string, (finding: Finding, at: SayStep) => Words> = {
  'non-finite': nonFinite,
  'masked-nan': maskedNan,
  diverged,
  climbing,
  'not-learning': notLearning,
  overfitting,
  negative,
  'broken-gradient': brokenGradient,
  'broken-metric': brokenMetric,
  'exploding-gradient': explodingGradient,
  'dead-gradient': deadGradient,
  stalled,
  resumed,
  spike,
  oscillating,
  flat,
  'behind-siblings': behindSiblings,
}

/** What only marks a place is never over. */
const marks: ReadonlySet<string> = new Set(['resumed'])

/** In steps, unless it is told of which run it is: that may say how long an epoch is. */
export function describeFinding(
  finding: Finding,
  run: Pick<Run, 'stepsPerEpoch'> = { stepsPerEpoch: null },
): FindingText {
  const at = sayStepOf(run)
  const words = (byCode[finding.code] ?? unknown)(finding, at)
  const causes = causesOf(finding)
  const isOver = finding.resolvedStep !== null && !marks.has(finding.code)
  return {
    title: isOver ? `${words.title} (over)` : words.title,
    happened: `${words.happened}${isOver ? ` ${resolution(finding, at)}` : newest(finding, at)}`,
    since: isOver ? `from ${at(finding.step)} to ${at(finding.resolvedStep)}` : `since ${at(finding.step)}`,
    usually: words.usually,
    causes: causes.map(({ cause }) => cause),
    suggestions: [...causes.map(({ suggestion }) => suggestion), ...words.suggestions].filter(
      (suggestion, i, all) => all.indexOf(suggestion) === i,
    ),
  }
}

/** Where a curve stands by now whose words are of the moment at which it was found. */
function newest({ evidence }: Finding, at: SayStep): string {
  const value = numberAt(evidence, 'newest')
  return value === null ? '' : ` It is ${sayNumber(value)} at ${at(numberAt(evidence, 'newestStep'))}.`
}

const resolutions: Record<string, string> = {
  'non-finite': 'It has been a finite number again since, and stays in the history.',
  'masked-nan': 'Other values have come since.',
  diverged: 'It has come back since.',
  climbing: 'It has come back since.',
  'not-learning': 'It has begun to fall since.',
  overfitting: 'Validation has closed the gap since.',
  negative: 'It has stayed above since.',
  'broken-gradient': 'It has been a finite number again since.',
  'broken-metric': 'It has been a finite number again since.',
  'exploding-gradient': 'It has been back in its usual range since.',
  'dead-gradient': 'It has come back since.',
  stalled: 'Values have come again.',
  spike: 'It has come back since.',
  oscillating: 'It has become calm since.',
  flat: 'It has improved again since.',
  'behind-siblings': 'It has caught up since.',
}

function resolution({ code, evidence, resolvedStep }: Finding, at: SayStep): string {
  if (evidence.worsened === 1) return 'It was the first sign of what was found next.'
  if (evidence.stayed === 1) return 'It has stayed up, which is more than a spike.'
  const words = resolutions[code] ?? 'It is over.'
  const back = numberAt(evidence, 'back')
  return back === null
    ? words
    : `${words.slice(0, -1)}, and stood at ${sayNumber(back)} by ${at(resolvedStep)}.`
}

/** A code that this version has no words for. */
function unknown({ code, series, step }: Finding, at: SayStep): Words {
  const title = code.replaceAll('-', ' ')
  return {
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)} at ${at(step)}`,
    happened: `${series} shows "${title}" at ${at(step)}.`,
    usually: 'This version of Lossglass has no more to say about it.',
    suggestions: [],
  }
}
