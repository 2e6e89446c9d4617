/** Advice for a target that is a number. */
import type { Advice } from './choice.ts'
import type { Situation } from './situation.ts'

const plain: Advice = {
  loss: 'mse',
  because:
    'Nothing speaks against the square: it learns the mean, is smooth everywhere and fades as it nears the target.',
  alternative: { loss: 'huber', when: 'the residuals turn out to have a few that are far off.' },
}

const fewOutliers: Advice = {
  loss: 'huber',
  because:
    'Squares would let the outliers rule every batch they are in. Huber’s loss squares the bulk and treats the rest in proportion.',
  alternative: { loss: 'mae', when: 'the median is what is wanted, or outliers are more than a tenth.' },
}

const manyOutliers: Advice = {
  loss: 'mae',
  because: 'With so many values far off, the median is the middle that can be trusted, and MAE learns it.',
  alternative: { loss: 'huber', when: 'the far values are real and should keep some say in the mean.' },
}

const wideRange: Advice = {
  loss: 'msle',
  because:
    'The targets span powers of ten: an error counts in proportion once logarithms are compared, and small targets are not drowned by large ones.',
  alternative: { loss: 'mape', when: 'the error is wanted in percent and no target is near 0.' },
}

const bound: Advice = {
  loss: 'quantile',
  params: { q: 0.9 },
  because:
    'A bound that nine in ten stay below is a quantile; this loss learns it directly, whatever the noise looks like.',
  alternative: {
    loss: 'gaussian-nll',
    when: 'several bounds are wanted and the noise is about normal: it gives the spread as well.',
  },
}

export function numberAdvice({ trouble, labels }: Situation): Advice {
  if (trouble === 'bound') return bound
  if (trouble === 'wide-range') return wideRange
  if (trouble === 'many-outliers') return manyOutliers
  if (trouble === 'outliers')
    return labels === 'noisy'
      ? {
          ...manyOutliers,
          because:
            'Outliers that are wrong should not count at all: MAE gives each the same small pull, however far off it is.',
        }
      : fewOutliers
  if (labels === 'noisy')
    return {
      ...fewOutliers,
      because: 'A wrong target looks like an outlier. Huber’s loss limits how hard each one can pull.',
    }
  return plain
}
