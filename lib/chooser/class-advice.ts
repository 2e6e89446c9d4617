/** Advice for targets that are classes, labels or masks. */
import type { Advice } from './choice.ts'
import type { Situation } from './situation.ts'

export function yesNoAdvice({ trouble, labels }: Situation): Advice {
  if (labels === 'soft')
    return {
      loss: 'bce-with-logits',
      because: 'It takes targets between 0 and 1 as they are: the share of annotators who said yes.',
      alternative: { loss: 'mse', when: 'the shares are a quantity of their own and no probability.' },
    }
  if (trouble === 'extreme-imbalance')
    return {
      loss: 'sigmoid-focal',
      params: { alpha: 0.75 },
      because:
        'So many easy answers drown the rare one. The focal factor turns them down, and alpha above ½ favours the rare side.',
      alternative: {
        loss: 'bce-with-logits',
        balanced: true,
        when: 'probabilities must be trusted: the focal loss is less sure than it should be.',
      },
    }
  if (trouble === 'imbalance')
    return {
      loss: 'bce-with-logits',
      balanced: true,
      because:
        'Cross-entropy with weights by class: the rare answer counts as much in sum as the frequent one.',
      alternative: {
        loss: 'sigmoid-focal',
        params: { alpha: 0.75 },
        when: 'most samples are easy and the hard ones still get lost.',
      },
    }
  if (labels === 'noisy')
    return {
      loss: 'hinge',
      because:
        'A wrong label costs in proportion and no more, and samples that are safely right stop pulling.',
      alternative: { loss: 'bce-with-logits', when: 'probabilities are needed.' },
    }
  return {
    loss: 'bce-with-logits',
    because:
      'The likelihood of a yes or a no, computed from the logit, and so exact at both ends. Leave the sigmoid out of the model.',
    alternative: { loss: 'hinge', when: 'only the side counts and no probability is needed.' },
  }
}

export function classAdvice({ trouble, labels }: Situation): Advice {
  const isNoisy = labels === 'noisy'
  const smoothing = { labelSmoothing: 0.1 }
  if (labels === 'soft')
    return {
      loss: 'kl-div',
      because: 'The target is a distribution: the divergence from it is 0 exactly when it is met.',
      alternative: {
        loss: 'cross-entropy',
        when: 'the loss should be comparable with runs on plain classes; the gradient is the same.',
      },
    }
  if (trouble === 'extreme-imbalance' && !isNoisy)
    return {
      loss: 'focal',
      because:
        'The frequent classes are so many easy samples that weights alone make training jumpy. The focal factor turns down what is right already.',
      alternative: {
        loss: 'cross-entropy',
        balanced: true,
        when: 'probabilities must be trusted, or labels turn out to be wrong: focal looks hardest at those.',
      },
    }
  if (trouble !== 'none')
    return {
      loss: 'cross-entropy',
      balanced: true,
      ...(isNoisy && { params: smoothing }),
      because: `Cross-entropy with weights by class: rare classes count as much in sum as frequent ones.${isNoisy ? ' Smoothing keeps it from chasing wrong labels.' : ''}`,
      alternative: isNoisy
        ? {
            loss: 'multi-margin',
            when: 'only the ranking of the classes counts: a wrong label then costs in proportion.',
          }
        : { loss: 'focal', when: 'the rare classes are also the hard ones.' },
    }
  if (isNoisy)
    return {
      loss: 'cross-entropy',
      params: smoothing,
      because:
        'Label smoothing asks for 0.9 and not for 1, so a wrong label cannot cost without limit. Its floor is above 0 then.',
      alternative: {
        loss: 'multi-margin',
        when: 'only the ranking of the classes counts: a wrong label then costs in proportion.',
      },
    }
  return {
    loss: 'cross-entropy',
    because: 'The likelihood of the right class, from logits. Leave the softmax out of the model.',
    alternative: { loss: 'multi-margin', when: 'only the best class counts and no probability is needed.' },
  }
}

export function labelAdvice({ trouble, labels }: Situation): Advice {
  if (trouble === 'extreme-imbalance' || (trouble === 'imbalance' && labels !== 'noisy'))
    return {
      loss: 'sigmoid-focal',
      params: { alpha: 0.75 },
      because: 'Most labels are absent from most samples. The focal factor turns those easy answers down.',
      alternative: {
        loss: 'bce-with-logits',
        when: 'probabilities must be trusted: give it posWeight for the rare labels.',
      },
    }
  return {
    loss: 'bce-with-logits',
    because:
      'Each label is a question of its own, and any number may be true. Softmax would make them compete.',
    alternative: {
      loss: 'multilabel-soft-margin',
      when: 'the loss of each sample is wanted, averaged over its labels.',
    },
  }
}

export function maskAdvice({ trouble, labels }: Situation): Advice {
  if (trouble === 'extreme-imbalance')
    return {
      loss: 'focal-tversky',
      because:
        'Objects this small are missed first: misses cost more than false alarms, and good overlap keeps a steep slope.',
      alternative: {
        loss: 'bce-dice',
        when: 'training is unsteady: cross-entropy gives a gradient from the first step.',
      },
    }
  if (trouble === 'imbalance')
    return {
      loss: 'tversky',
      because:
        'The object covers little of the image: overlap looks past the background, and beta above alpha punishes misses.',
      alternative: { loss: 'bce-dice', when: 'false alarms and misses are equally bad.' },
    }
  return {
    loss: 'bce-dice',
    because: 'Cross-entropy gives each pixel a steady gradient, Dice keeps an eye on the shape.',
    alternative:
      labels === 'noisy'
        ? { loss: 'dice', when: 'the borders are what is drawn loosely: overlap forgives single pixels.' }
        : { loss: 'bce-with-logits', when: 'the object covers about half of the image.' },
  }
}
