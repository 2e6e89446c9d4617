/** Advice for counts, boxes, vectors, orders and generated samples. */
import type { Advice } from './choice.ts'
import type { Situation } from './situation.ts'

export function countAdvice({ trouble }: Situation): Advice {
  if (trouble === 'outliers')
    return {
      loss: 'msle',
      because: 'A few very large counts would rule a Poisson likelihood; logarithms keep them in proportion.',
      alternative: { loss: 'poisson-nll', when: 'totals must come out right: it predicts the mean.' },
    }
  return {
    loss: 'poisson-nll',
    because:
      'Counts are never negative and spread more the more there are. That is the Poisson distribution, and this is its likelihood.',
    alternative: { loss: 'mse', when: 'all counts are large and about alike.' },
  }
}

export function boxAdvice(): Advice {
  return {
    loss: 'detection',
    because:
      'Where and what at once: smooth L1 for the box, cross-entropy for the class. Give boxes in shares of the image.',
    alternative: { loss: 'smooth-l1', when: 'there is one kind of object only.' },
  }
}

export function embeddingAdvice({ labels }: Situation): Advice {
  if (labels === 'absent')
    return {
      loss: 'info-nce',
      because:
        'Two views of a sample are partners, all others of the batch are strangers: no label is needed. Use large batches.',
      alternative: { loss: 'cosine-embedding', when: 'batches must be small and pairs can be labelled.' },
    }
  if (labels === 'pairs')
    return {
      loss: 'contrastive',
      because:
        'Labelled pairs are what it takes: the same are pulled together, different ones apart up to a margin.',
      alternative: { loss: 'cosine-embedding', when: 'direction counts and length does not, as for texts.' },
    }
  return {
    loss: 'triplet',
    because:
      'Kinds give an anchor, one of its kind and one of another; only the order of distances is asked for. Choose hard negatives.',
    alternative: { loss: 'contrastive', when: 'a fixed threshold of distance will decide later.' },
  }
}

export function orderAdvice(): Advice {
  return {
    loss: 'margin-ranking',
    params: { margin: 1 },
    because:
      'It asks only that the right one leads. The margin is there because at 0 equal scores would be a perfect answer.',
    alternative: { loss: 'mse', when: 'there are grades and not only an order.' },
  }
}

export function sampleAdvice(): Advice {
  return {
    loss: 'wasserstein',
    because:
      'Its value goes along with the quality of the samples and it does not saturate. It may be negative and need not fall.',
    alternative: {
      loss: 'gan-hinge',
      when: 'no gradient penalty can be computed: use spectral normalisation with it.',
    },
  }
}
