/** Findings on the shape of a curve. */
import { formatWhole } from '../../format.ts'
import type { Finding } from '../../run.ts'
import {
  accuracyBeside,
  companions,
  numberAt,
  type SayStep,
  sayCount,
  sayNumber,
  sayTimes,
  type Words,
} from './numbers.ts'

export function notLearning({ series, raisedStep, evidence }: Finding, at: SayStep): Words {
  const level = sayNumber(numberAt(evidence, 'level'))
  const start = sayNumber(numberAt(evidence, 'start'))
  const rows = sayCount(numberAt(evidence, 'rows'))
  const chance = numberAt(evidence, 'chanceLevel')
  const isEarly = numberAt(evidence, 'early') === 1
  const beside = chance === null ? '' : ` A model that has found no signal stands at ${sayNumber(chance)}.`
  return {
    title: `${isEarly ? 'No fall yet' : 'Not learning'} at ${at(raisedStep)}`,
    happened: `${series} stood at ${level} after ${rows} values. It started at ${start}.${beside}${accuracyBeside(evidence)}${companions(evidence)}`,
    usually: isEarly
      ? 'A slow start and a warm-up look the same. It becomes a warning if it goes on, or if the run ends like this.'
      : 'The model finds no signal: some runs break through later, most need a change.',
    suggestions: [
      'Check that inputs and labels belong together, and that the model can overfit one small batch.',
      'Try a learning rate ten times higher and ten times lower.',
    ],
  }
}

export function overfitting({ series, step, raisedStep, evidence }: Finding, at: SayStep): Words {
  const [best, now, trainThen, trainNow] = ['validationThen', 'validationNow', 'trainThen', 'trainNow'].map(
    (key) => sayNumber(numberAt(evidence, key)),
  )
  const evaluations = numberAt(evidence, 'evaluations')
  const meanThen = numberAt(evidence, 'meanThen')
  // In a long series a value among many may be anywhere.
  const lowest =
    evaluations === null
      ? `best at ${at(step)} with ${best}`
      : `lowest around ${at(step)} with ${best}, the mean of ${formatWhole(evaluations)} evaluations`
  const rise =
    meanThen === null
      ? `By ${at(raisedStep)} it stood at ${now}`
      : `The mean of several evaluations rose from ${sayNumber(meanThen)} to ${now} by ${at(raisedStep)}`
  return {
    title: `Overfitting since ${at(step)}`,
    happened: `${series} was ${lowest}. ${rise}, while training went on from ${trainThen} to ${trainNow}.`,
    usually:
      'The model learns its training examples by heart. More steps make it worse on data it has not seen.',
    suggestions: [
      `Keep the checkpoint of ${at(step)} and stop early.`,
      'Use more data or augmentation, weight decay or dropout, or a smaller model.',
    ],
  }
}

export function climbing({ series, step, raisedStep, evidence }: Finding, at: SayStep): Words {
  const lost = numberAt(evidence, 'lostShare') ?? 0
  // More than all of it is said best by where it stands.
  const share = lost < 1 ? `${Math.round(100 * lost)} %` : 'all'
  const [now, best] = [numberAt(evidence, 'now'), numberAt(evidence, 'best')]
  const isDoubled = now !== null && best !== null && best > 0 && now >= 2 * best
  const times = isDoubled ? `, ${sayTimes(now / best)} times its best` : ''
  return {
    title: `Climbing since ${at(step)}`,
    happened: `${series} stood at ${sayNumber(now)} at ${at(raisedStep)}${times}: ${share} of what it had gained was lost. It was best with ${sayNumber(best)} at ${at(numberAt(evidence, 'bestStep'))}.${companions(evidence)}`,
    usually: 'The run is becoming unstable: some come back by themselves, others diverge.',
    suggestions: [
      'Keep the checkpoint of the best step.',
      'Lower the learning rate, or clip the gradient norm.',
    ],
  }
}

export function spike({ series, step, evidence }: Finding, at: SayStep): Words {
  const sigmas = numberAt(evidence, 'sigmas')
  const height = sigmas === null ? '' : `, ${formatWhole(Math.round(sigmas))} times its usual noise`
  const rows = numberAt(evidence, 'rows')
  const back =
    rows === null ? '' : ` It took ${formatWhole(rows)} ${rows === 1 ? 'value' : 'values'} to come back.`
  return {
    title: `Spike at ${at(step)}`,
    happened: `${series} jumped from ${sayNumber(numberAt(evidence, 'before'))} to ${sayNumber(numberAt(evidence, 'value'))} at ${at(step)}${height}.${back}${companions(evidence)}`,
    usually: 'One unusual batch, or one update that was too large. A single spike does no harm.',
    suggestions: ['Clip the gradient norm if spikes come often.', 'Look at the batch of that step.'],
  }
}

export function oscillating({ series, step, evidence }: Finding, at: SayStep): Words {
  const turns = numberAt(evidence, 'turns')
  const rows = numberAt(evidence, 'rows')
  return {
    title: `Going up and down at ${at(step)}`,
    happened: `${series} turned ${sayCount(turns)} times in ${sayCount(rows)} values, by ${sayNumber(numberAt(evidence, 'swing'))} from one to the next. In all it has gained ${sayNumber(numberAt(evidence, 'progress'))}.${companions(evidence)}`,
    usually: 'The updates overshoot: the learning rate is too high for this batch size.',
    suggestions: ['Lower the learning rate, or raise the batch size.'],
  }
}

export function flat({ series, step, raisedStep, evidence }: Finding, at: SayStep): Words {
  const others = numberAt(evidence, 'siblingsBest')
  const rows = numberAt(evidence, 'rows')
  const beside = others === null ? '' : ` Other runs of its project got to ${sayNumber(others)}.`
  return {
    title: `No better since ${at(step)}`,
    happened: `${series} stood at ${sayNumber(numberAt(evidence, 'now'))} at ${at(raisedStep)}. Its best level, ${sayNumber(numberAt(evidence, 'best'))}, was reached at ${at(step)}${rows === null ? '' : `, ${sayCount(rows)} values earlier`}.${beside}${accuracyBeside(evidence)}`,
    usually: 'The run has arrived, or it is stuck: a curve alone does not tell.',
    suggestions: [
      'Judge it by a metric, or by other runs of the project.',
      'Divide the learning rate by ten: a loss that was stuck in its own noise falls at once.',
    ],
  }
}

export function behindSiblings({ series, step, raisedStep, evidence }: Finding, at: SayStep): Words {
  const [count, most, best] = ['siblings', 'siblingsReached', 'siblingsBest'].map((key) =>
    sayNumber(numberAt(evidence, key)),
  )
  return {
    title: `Behind other runs since ${at(step)}`,
    happened: `${series} stood at ${sayNumber(numberAt(evidence, 'now'))} at ${at(raisedStep)}. Of ${count} other runs of its project most had come down to ${most} or lower by the same point, the best to ${best}.${companions(evidence)}`,
    usually:
      'It learns less than runs like it do: its data, its labels or a setting differ, wanted or not. A loss that falls may hide that.',
    suggestions: [
      'Compare its parameters with theirs.',
      'Check that inputs and labels belong together: a model learns wrong labels by heart, only slower.',
    ],
  }
}
