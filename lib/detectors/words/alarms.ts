/** Findings that need no look at the curve: what broke, and where. */
import { formatDuration, formatWhole } from '../../format.ts'
import type { Finding } from '../../run.ts'
import { companions, numberAt, type SayStep, sayNumber, sayTimes, type Words } from './numbers.ts'

export function nonFinite({ series, step, evidence, resolvedStep }: Finding, at: SayStep): Words {
  const value = numberAt(evidence, 'value')
  const count = numberAt(evidence, 'count') ?? 1
  const last = Array.isArray(evidence.lastFinite) ? evidence.lastFinite : []
  const values = last.length === 1 ? 'value was' : 'values were'
  const before = last.length ? ` The last finite ${values} ${last.map(sayNumber).join(', ')}.` : ''
  const what = value === null || Number.isNaN(value) ? 'not a number' : 'infinite'
  // While it goes on, its count is told anew now and then only.
  const isCounted = resolvedStep !== null || evidence.counted === 1
  const often =
    count > 1 ? `${isCounted ? '' : 'at least '}${formatWhole(count)} such values` : 'one such value'
  return {
    title: `${what === 'infinite' ? 'Infinite' : 'Not a number'} since ${at(step)}`,
    // The title says what they are, and since when.
    happened: `${series} has had ${often}.${before}${companions(evidence)}`,
    usually:
      'One such value in the loss spreads to every weight with the next update. Most runs do not come back from it.',
    suggestions: [
      'Stop the run and start from a checkpoint before this step.',
      'Look for a logarithm or a root of zero, a division by zero, and overflow in half precision.',
    ],
  }
}

export function diverged({ series, step, raisedStep, evidence }: Finding, at: SayStep): Words {
  const now = sayNumber(numberAt(evidence, 'now'))
  const start = numberAt(evidence, 'start')
  const times = numberAt(evidence, 'timesStart')
  const best = numberAt(evidence, 'best')
  const timesChance = numberAt(evidence, 'timesChance')
  const height =
    timesChance !== null
      ? `, ${sayTimes(timesChance)} times what a model gets that only guesses`
      : times !== null && times >= 1.1
        ? `, ${sayTimes(times)} times its start`
        : ''
  const from = start === null ? '' : ` It started at ${sayNumber(start)}`
  const lowest = best !== null && start !== null && best < start
  const bestStep = numberAt(evidence, 'bestStep')
  const was = lowest ? ` and had been down to ${sayNumber(best)} at ${at(bestStep)}` : ''
  return {
    title: `Diverged at ${at(step)}`,
    happened: `${series} stood at ${now} at ${at(raisedStep)}${height}.${from}${from ? `${was}.` : ''}${companions(evidence)}`,
    usually:
      'The updates throw the weights further than the loss surface allows. It seldom recovers by itself.',
    suggestions: [
      'Divide the learning rate by three to ten, or warm it up.',
      'Clip the gradient norm, and restart from the best checkpoint.',
    ],
  }
}

export function maskedNan({ series, step, evidence }: Finding, at: SayStep): Words {
  const before = numberAt(evidence, 'before') ?? 0
  const norm = numberAt(evidence, 'gradientNorm')
  const from = before > 0 ? ` It had stood at ${sayNumber(before)}.` : ''
  const zeros = numberAt(evidence, 'zeros') ?? 1
  const often = zeros > 1 ? `for ${formatWhole(zeros)} values running, from` : 'at'
  const broken = norm === null ? '' : ` The gradient norm is ${sayNumber(norm)}.`
  return {
    title: `Suspicious zeros since ${at(step)}`,
    happened: `${series} was exactly 0 ${often} ${at(step)}.${from}${broken}`,
    usually: 'Some trainers print 0 for a loss that is not a number. A real loss does not drop to 0 at once.',
    suggestions: [
      'Log the gradient norm, and switch off the filter that prints zeros (logging_nan_inf_filter in Hugging Face).',
      'Check that some targets are left when ignored ones are taken out.',
    ],
  }
}

export function negative({ series, step, evidence }: Finding, at: SayStep): Words {
  return {
    title: `Below its lowest value at ${at(step)}`,
    happened: `${series} is ${sayNumber(numberAt(evidence, 'value'))} at ${at(step)}, but this loss cannot be below ${sayNumber(numberAt(evidence, 'lowerBound'))}.`,
    usually:
      'The loss is given something other than what it expects: logits for probabilities, or targets out of range.',
    suggestions: ['Compare what goes into the loss with what it expects: its page says so.'],
  }
}

export function brokenGradient({ series, step, severity, evidence }: Finding, at: SayStep): Words {
  const value = numberAt(evidence, 'value')
  const running = numberAt(evidence, 'running') ?? 1
  const what = value === null || Number.isNaN(value) ? 'not a number' : 'infinite'
  const count = numberAt(evidence, 'count') ?? 1
  const [times, how] = running > 1 ? [running, ' running'] : [count, '']
  const often = times > 1 ? `at least ${formatWhole(times)} times${how}` : 'once'
  return {
    title: `Gradient norm ${what} since ${at(step)}`,
    happened: `${series} was ${what} ${often}.`,
    usually:
      severity === 'critical'
        ? 'Every update is skipped, or ruins the weights: a loss that looks fine beside it is masked.'
        : 'One such value comes with a loss scaler that looks for its scale. Many mean that no update is made.',
    suggestions: [
      'Look at the loss before it is averaged or filtered, batch by batch.',
      'In half precision, look at the scale of the loss scaler: is it still falling?',
    ],
  }
}

export function brokenMetric({ series, step, evidence }: Finding, at: SayStep): Words {
  const value = numberAt(evidence, 'value')
  const count = numberAt(evidence, 'count') ?? 1
  const what = value === null || Number.isNaN(value) ? 'not a number' : 'infinite'
  const often = count > 1 ? `at least ${sayNumber(count)} such values` : 'one such value'
  return {
    title: `${series} ${what} at ${at(step)}`,
    happened: `It has had ${often}.`,
    usually:
      'A score is not a number where it cannot be worked out: a class without examples, a division by zero.',
    suggestions: ['Look at what it is made of at that step.'],
  }
}

export function explodingGradient({ series, step, evidence }: Finding, at: SayStep): Words {
  const times = sayTimes(numberAt(evidence, 'times'))
  return {
    title: `Gradient exploded at ${at(step)}`,
    happened: `${series} is ${sayNumber(numberAt(evidence, 'value'))} at ${at(step)}, ${times} times its usual ${sayNumber(numberAt(evidence, 'usual'))}.`,
    usually: 'One such update can undo the learning of many. The loss often follows a few steps later.',
    suggestions: ['Clip the gradient norm at its usual value.', 'Look at the batch of that step.'],
  }
}

export function deadGradient({ series, step, evidence }: Finding, at: SayStep): Words {
  return {
    title: `No gradient since ${at(step)}`,
    happened: `${series} has been ${sayNumber(numberAt(evidence, 'value'))} since ${at(step)}. It began at ${sayNumber(numberAt(evidence, 'start'))}.`,
    usually: 'No parameter moves any more: nothing is learned, whatever the data are.',
    suggestions: ['Lower the learning rate, and start again: dead units do not come back.'],
  }
}

export function resumed({ step, evidence }: Finding, at: SayStep): Words {
  const from = at(numberAt(evidence, 'from'))
  return {
    title: `Resumed at ${at(step)}`,
    happened: `The run had been at ${from} and went on from ${at(step)}: the steps between are written a second time.`,
    usually: 'It was started again from a checkpoint, or its step counter was reset.',
    suggestions: ['Nothing needs to be done. Earlier findings stay in the history.'],
  }
}

export function stalled({ step, evidence }: Finding, at: SayStep): Words {
  const seconds = numberAt(evidence, 'silentSeconds')
  const usual = numberAt(evidence, 'usualSeconds') ?? 0
  const pace =
    usual < 1
      ? 'They used to come every second or faster.'
      : `They used to come every ${formatDuration(1000 * usual)}.`
  return {
    title: `Silent since ${at(step)}`,
    happened: `No value has come for ${formatDuration(1000 * (seconds ?? 0))}. ${pace}`,
    usually: 'The program hangs, waits for data, or has lost its connection.',
    suggestions: ['Look at the program: is it alive, and what does it wait for?'],
  }
}
