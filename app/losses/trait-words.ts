/** What the numbers that a loss takes are, in words. */
import type { InputTrait, TargetTrait } from '../../lib/losses/index.ts'

export const inputWords: Record<InputTrait, string> = {
  real: 'any real number: a linear output',
  'non-negative': 'a number of at least 0: a softplus or an exponential at the end',
  'log-rate': 'the logarithm of a rate, any real number: a linear output',
  variance: 'a number above 0: an exponential or a softplus at the end',
  probability: 'from 0 to 1: a sigmoid at the end',
  logit: 'a logit, any real number: a linear output, without a sigmoid',
  logits: 'logits, one for each class: a linear output, without a softmax',
  'log-probabilities': 'log-probabilities, one for each class: a log-softmax at the end',
  'log-probabilities-by-step':
    'log-probabilities, one for each symbol at each step of time: a log-softmax at the end',
  score: 'a score, any real number: a linear output',
  scores: 'scores, one for each class: a linear output, without a softmax',
  embedding: 'an embedding, one vector for each sample',
  distance: 'a distance of at least 0, computed from two embeddings',
  box: 'a box, four numbers for each sample',
  'gradient-norm': 'the length of the critic’s gradient by its input',
}

export const targetWords: Record<TargetTrait, string> = {
  real: 'any real number',
  'non-zero': 'a real number other than 0',
  'non-negative': 'a number of at least 0',
  positive: 'a number above 0',
  count: 'a whole number of at least 0',
  bit: '0 or 1',
  probability: 'from 0 to 1: a bit or a probability',
  sign: '−1 or 1',
  class: 'the index of a class, from 0 to C − 1',
  'class-list': 'the indices of the classes that are there, then −1 up to the length C',
  sequence: 'the indices of symbols in their order, without blanks, and how many count',
  distribution: 'a probability for each class',
  'log-distribution': 'the logarithm of a probability for each class',
  mask: '0 or 1 for each pixel',
  differs: '0 for a pair of the same, 1 for a different one',
  'same-sign': '1 for a pair of the same, −1 for a different one',
  order: '1 where the first should rank higher, −1 where the second should',
  'box-and-class': 'a box of four numbers, and the index of a class',
  none: 'none',
}
