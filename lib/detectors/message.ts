/** All the words: what a finding's codes and numbers say to a reader. Nothing else in Lossglass phrases a finding. */
import type { Finding } from '../run.ts'
import { causeWords } from './message-causes.ts'
import { formatStep, numberAt, sayNumber } from './message-numbers.ts'

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

type Words = { title: string; happened: string; usually: string; suggestions: string[] }

const byCode: Record<string, (finding: Finding) => Words> = {
  'non-finite': nonFinite,
  diverged,
  'not-learning': notLearning,
  overfitting,
}

export function describeFinding(finding: Finding): FindingText {
  const words = (byCode[finding.code] ?? unknown)(finding)
  const causes = finding.causes.flatMap((cause) => causeWords[cause] ?? [])
  const isOver = finding.resolvedStep !== null
  return {
    title: isOver ? `${words.title} (over)` : words.title,
    happened: isOver ? `${words.happened} ${resolution(finding)}` : words.happened,
    since: isOver
      ? `from ${formatStep(finding.step)} to ${formatStep(finding.resolvedStep)}`
      : `since ${formatStep(finding.step)}`,
    usually: words.usually,
    causes: causes.map(({ cause }) => cause),
    suggestions: [...causes.map(({ suggestion }) => suggestion), ...words.suggestions].filter(
      (suggestion, i, all) => all.indexOf(suggestion) === i,
    ),
  }
}

const resolutions: Record<string, string> = {
  'non-finite': 'It has been a finite number again for ten values, and stays in the history.',
  diverged: 'It has come back since.',
  'not-learning': 'It has begun to fall since.',
  overfitting: 'Validation has closed the gap since.',
}

function resolution({ code }: Finding): string {
  return resolutions[code] ?? 'It is over.'
}

function nonFinite({ series, step, evidence }: Finding): Words {
  const value = numberAt(evidence, 'value')
  const count = numberAt(evidence, 'count') ?? 1
  const last = Array.isArray(evidence.lastFinite) ? evidence.lastFinite : []
  const before = last.length ? ` The last finite values were ${last.map(sayNumber).join(', ')}.` : ''
  const what = value === null || Number.isNaN(value) ? 'not a number' : 'infinite'
  const often = count > 1 ? ` That makes at least ${sayNumber(count)} such values.` : ''
  return {
    title: `${what === 'infinite' ? 'Infinite' : 'Not a number'} since ${formatStep(step)}`,
    happened: `${series} became ${what} at ${formatStep(step)}.${often}${before}${companions(evidence)}`,
    usually:
      'One such value in the loss puts itself into every weight at the next update. Most runs do not come back from it.',
    suggestions: [
      'Stop the run and start from a checkpoint before this step.',
      'Look for a logarithm or a root of zero, a division by zero, and overflow in half precision.',
    ],
  }
}

function diverged({ series, step, evidence }: Finding): Words {
  const now = sayNumber(numberAt(evidence, 'now'))
  const start = numberAt(evidence, 'start')
  const times = numberAt(evidence, 'timesStart')
  const best = numberAt(evidence, 'best')
  const timesChance = numberAt(evidence, 'timesChance')
  const height =
    timesChance !== null
      ? `, ${sayNumber(timesChance)} times what a model gets that only guesses`
      : times !== null && times >= 1.1
        ? `, ${sayNumber(times)} times its start`
        : ''
  const from = start === null ? '' : ` It started at ${sayNumber(start)}`
  const lowest = best !== null && start !== null && best < start
  const bestStep = numberAt(evidence, 'bestStep')
  const was = lowest ? ` and had been down to ${sayNumber(best)} at ${formatStep(bestStep)}` : ''
  return {
    title: `Diverged at ${formatStep(step)}`,
    happened: `${series} is at ${now}${height}, and stays up.${from}${from ? `${was}.` : ''}${companions(evidence)}`,
    usually:
      'The updates throw the weights further than the loss surface allows. It seldom recovers by itself.',
    suggestions: [
      'Lower the learning rate by three to ten times, or warm it up.',
      'Clip the gradient norm, and restart from the best checkpoint.',
    ],
  }
}

function notLearning({ series, raisedStep, evidence }: Finding): Words {
  const level = sayNumber(numberAt(evidence, 'level'))
  const start = sayNumber(numberAt(evidence, 'start'))
  const rows = sayNumber(numberAt(evidence, 'rows'))
  const chance = numberAt(evidence, 'chanceLevel')
  const beside = chance === null ? '' : ` A model that has found no signal stands at ${sayNumber(chance)}.`
  return {
    title: `Not learning at ${formatStep(raisedStep)}`,
    happened: `${series} stands at ${level} after ${rows} values. It started at ${start}.${beside}${companions(evidence)}`,
    usually: 'The model finds no signal: some runs break through later, most need a change.',
    suggestions: [
      'Check that inputs and labels belong together, and that the model can overfit one small batch.',
      'Try a learning rate ten times higher and ten times lower.',
    ],
  }
}

function overfitting({ series, step, evidence }: Finding): Words {
  const [then, now, trainThen, trainNow] = ['validationThen', 'validationNow', 'trainThen', 'trainNow'].map(
    (key) => sayNumber(numberAt(evidence, key)),
  )
  return {
    title: `Overfitting since ${formatStep(step)}`,
    happened:
      `${series} was best at ${formatStep(step)} with ${then} and is at ${now} now, ` +
      `while training went on from ${trainThen} to ${trainNow}.`,
    usually:
      'The model learns its training examples by heart. More steps make it worse on data it has not seen.',
    suggestions: [
      `Keep the checkpoint of ${formatStep(step)} and stop early.`,
      'Use more data or augmentation, weight decay or dropout, or a smaller model.',
    ],
  }
}

/** A code that this version has no words for. */
function unknown({ code, series, step }: Finding): Words {
  const title = code.replaceAll('-', ' ')
  return {
    title: `${title.charAt(0).toUpperCase()}${title.slice(1)} at ${formatStep(step)}`,
    happened: `${series} shows "${title}" at ${formatStep(step)}.`,
    usually: 'This version of Lossglass has no more to say about it.',
    suggestions: [],
  }
}

function companions(evidence: Finding['evidence']): string {
  const rate = numberAt(evidence, 'learningRate')
  const norm = numberAt(evidence, 'gradientNorm')
  const known = [
    ...(rate === null ? [] : [`learning rate ${String(Number(rate.toPrecision(4)))}`]),
    ...(norm === null ? [] : [`gradient norm ${sayNumber(norm)}`]),
  ]
  return known.length ? ` It was raised at ${known.join(' and ')}.` : ''
}
