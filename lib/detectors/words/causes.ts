/** What each cause says, and what to try against it. */
import { formatWhole } from '../../format.ts'
import type { Finding } from '../../run.ts'
import { partIn } from '../memory/components.ts'
import { numberAt, sayNumber } from './numbers.ts'

export type CauseWords = { cause: string; suggestion: string }

export const causeWords: Record<string, CauseWords> = {
  'at-floor': {
    cause: 'The loss has reached the lowest value it can take: this is success.',
    suggestion: 'Stop here, or judge the run by another metric.',
  },
  'chance-level': {
    cause: 'It stands at the value of a model that guesses: it has found no signal.',
    suggestion: 'Check the labels, the input scaling, and that no layer starts with all zeros or dead units.',
  },
  'predicts-prior': {
    cause:
      'It stands where a model stands that knows how frequent the answers are, but nothing of the inputs.',
    suggestion: 'Check that the inputs reach the model and that they belong to their targets.',
  },
  'softmax-before-cross-entropy': {
    cause: 'It stands where cross-entropy stops when its inputs have already been through a softmax.',
    suggestion: 'Hand logits to the cross-entropy, not probabilities.',
  },
  'sigmoid-before-bce-with-logits': {
    cause: 'It stands where BCE with logits stops when its inputs have already been through a sigmoid.',
    suggestion: 'Hand logits to BCE with logits, or use plain BCE.',
  },
  'saturated-output': {
    cause: 'It stands at the logarithm of a clamped zero: the output is saturated and wrong.',
    suggestion: 'Use the form of the loss that takes logits.',
  },
  'empty-mask': {
    cause: 'The overlap is almost nothing for a long time: the model predicts empty masks.',
    suggestion: 'Check that masks and images fit, and weigh the foreground more.',
  },
  'collapsed-embedding': {
    cause: 'It stands exactly at its margin: all embeddings are the same.',
    suggestion: 'Choose harder or semi-hard pairs, and lower the learning rate.',
  },
  'learning-rate-zero': {
    cause: 'The learning rate has been exactly 0 for as long: no update changes anything.',
    suggestion: 'Check the schedule: how long it is, how it warms up, and how often it is stepped.',
  },
  'learning-rate-too-high': {
    cause: 'The learning rate had not been lowered yet, or had just risen.',
    suggestion: 'Divide the learning rate by three to ten, or warm it up.',
  },
  'learning-rate-too-low': {
    cause: 'It falls too slowly for its learning rate, or not at all since that was cut.',
    suggestion: 'Raise the learning rate tenfold, or cut it later.',
  },
  'gradient-explosion': {
    cause: 'The gradient norm had left its usual range before.',
    suggestion: 'Clip the gradient norm at its usual value.',
  },
  'dead-gradient': {
    cause: 'The gradient is zero, or has vanished.',
    suggestion: 'Look for dead units, a detached graph, and frozen parameters.',
  },
  'non-finite-input': {
    cause: 'It comes with the data: at the first step, or with the same batch every epoch.',
    suggestion: 'Look for missing or infinite values in the inputs and targets of that batch.',
  },
  'one-component': {
    cause: 'One part of the composed loss went wrong first.',
    suggestion: 'Look at the parts one by one, and lower the weight of that one.',
  },
  memorising: {
    cause: 'Training falls while validation rises.',
    suggestion: 'Stop at the best validation loss.',
  },
  'siblings-do-better': {
    cause: 'Other runs of this project with the same loss got clearly lower.',
    suggestion: 'Compare its parameters with theirs.',
  },
}

/** The words of a finding's causes, with what its evidence adds; codes that this version does not know say nothing. */
export function causesOf({ causes, evidence }: Finding): CauseWords[] {
  return causes.flatMap((code) => {
    const words = causeWords[code]
    const more = details[code]?.(evidence)
    if (!words) return []
    return [more ? { ...words, cause: `${words.cause} ${more}` } : words]
  })
}

const details: Record<string, (evidence: Finding['evidence']) => string | null> = {
  'one-component': (evidence) => {
    const part = partIn(evidence)
    return part === null ? null : `It was ${part}.`
  },
  'siblings-do-better': (evidence) => {
    const count = numberAt(evidence, 'siblings')
    return count === null
      ? null
      : `${formatWhole(count)} of them did, the best to ${sayNumber(numberAt(evidence, 'siblingsBest'))}.`
  },
}
