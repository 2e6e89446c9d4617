/** The three questions that decide which loss to begin with, and their answers. */

export const questions = {
  target: {
    ask: 'What is predicted?',
    answers: {
      number: 'a number',
      count: 'how many of something',
      'yes-no': 'yes or no',
      class: 'one of several classes',
      labels: 'any number of labels',
      mask: 'the marked places of an image',
      box: 'a box and its class',
      embedding: 'a vector, near those of its kind',
      order: 'which of two comes first',
      samples: 'new samples (a GAN)',
    },
  },
  trouble: {
    ask: 'What is special about the data?',
    answers: {
      none: 'nothing in particular',
      outliers: 'outliers',
      'many-outliers': 'more than one in ten is an outlier',
      'wide-range': 'several powers of ten, none below 0',
      bound: 'a bound is wanted, not a middle',
      imbalance: 'some classes are rare',
      'extreme-imbalance': 'one class in fifty, or rarer',
    },
  },
  labels: {
    ask: 'How good are the labels?',
    answers: {
      clean: 'right, as far as is known',
      noisy: 'some are wrong',
      soft: 'shares: annotators disagree, or a teacher gives probabilities',
      absent: 'there are none, only two views of each sample',
      pairs: 'pairs, the same or different',
    },
  },
} as const

export type TargetAnswer = keyof typeof questions.target.answers
export type Trouble = keyof typeof questions.trouble.answers
export type Labels = keyof typeof questions.labels.answers

export type Situation = { target: TargetAnswer; trouble: Trouble; labels: Labels }

const ofNumbers = ['none', 'outliers', 'many-outliers', 'wide-range', 'bound'] as const
const ofClasses = ['none', 'imbalance', 'extreme-imbalance'] as const

const troubles: Record<TargetAnswer, readonly Trouble[]> = {
  number: ofNumbers,
  count: ['none', 'outliers'],
  'yes-no': ofClasses,
  class: ofClasses,
  labels: ofClasses,
  mask: ofClasses,
  box: ['none'],
  embedding: ['none'],
  order: ['none'],
  samples: ['none'],
}

const labels: Record<TargetAnswer, readonly Labels[]> = {
  number: ['clean', 'noisy'],
  count: ['clean'],
  'yes-no': ['clean', 'noisy', 'soft'],
  class: ['clean', 'noisy', 'soft'],
  labels: ['clean', 'noisy'],
  mask: ['clean', 'noisy'],
  box: ['clean'],
  embedding: ['clean', 'pairs', 'absent'],
  order: ['clean'],
  samples: ['clean'],
}

/** The answers that make sense for a target. */
export function answersFor(target: TargetAnswer): { trouble: readonly Trouble[]; labels: readonly Labels[] } {
  return { trouble: troubles[target], labels: labels[target] }
}

function oneOf<T extends string>(value: string | null, choices: readonly T[]): T {
  return choices.find((choice) => choice === value) ?? (choices[0] as T)
}

/** From what an address says; an answer that does not fit the target becomes its first one. */
export function situationOf(answers: {
  target: string | null
  trouble: string | null
  labels: string | null
}): Situation {
  const target = oneOf(answers.target, Object.keys(questions.target.answers) as TargetAnswer[])
  return {
    target,
    trouble: oneOf(answers.trouble, troubles[target]),
    labels: oneOf(answers.labels, labels[target]),
  }
}
