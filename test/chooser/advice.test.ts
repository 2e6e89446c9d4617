import { describe, expect, it } from 'vitest'
import { adviseOn, answersFor, questions, type Situation, situationOf } from '../../lib/chooser/index.ts'
import { lossOf, readParams } from '../../lib/losses/index.ts'

type Row = [Situation['target'], Situation['trouble'], Situation['labels'], loss: string, alternative: string]

const table: Row[] = [
  ['number', 'none', 'clean', 'mse', 'huber'],
  ['number', 'none', 'noisy', 'huber', 'mae'],
  ['number', 'outliers', 'clean', 'huber', 'mae'],
  ['number', 'outliers', 'noisy', 'mae', 'huber'],
  ['number', 'many-outliers', 'clean', 'mae', 'huber'],
  ['number', 'wide-range', 'clean', 'msle', 'mape'],
  ['number', 'bound', 'clean', 'quantile', 'gaussian-nll'],
  ['count', 'none', 'clean', 'poisson-nll', 'mse'],
  ['count', 'outliers', 'clean', 'msle', 'poisson-nll'],
  ['yes-no', 'none', 'clean', 'bce-with-logits', 'hinge'],
  ['yes-no', 'none', 'noisy', 'hinge', 'bce-with-logits'],
  ['yes-no', 'none', 'soft', 'bce-with-logits', 'mse'],
  ['yes-no', 'imbalance', 'clean', 'bce-with-logits', 'sigmoid-focal'],
  ['yes-no', 'extreme-imbalance', 'clean', 'sigmoid-focal', 'bce-with-logits'],
  ['class', 'none', 'clean', 'cross-entropy', 'multi-margin'],
  ['class', 'none', 'noisy', 'cross-entropy', 'multi-margin'],
  ['class', 'none', 'soft', 'kl-div', 'cross-entropy'],
  ['class', 'imbalance', 'clean', 'cross-entropy', 'focal'],
  ['class', 'extreme-imbalance', 'clean', 'focal', 'cross-entropy'],
  ['class', 'extreme-imbalance', 'noisy', 'cross-entropy', 'multi-margin'],
  ['labels', 'none', 'clean', 'bce-with-logits', 'multilabel-soft-margin'],
  ['labels', 'imbalance', 'clean', 'sigmoid-focal', 'bce-with-logits'],
  ['mask', 'none', 'clean', 'bce-dice', 'bce-with-logits'],
  ['mask', 'none', 'noisy', 'bce-dice', 'dice'],
  ['mask', 'imbalance', 'clean', 'tversky', 'bce-dice'],
  ['mask', 'extreme-imbalance', 'clean', 'focal-tversky', 'bce-dice'],
  ['box', 'none', 'clean', 'detection', 'smooth-l1'],
  ['embedding', 'none', 'clean', 'triplet', 'contrastive'],
  ['embedding', 'none', 'pairs', 'contrastive', 'cosine-embedding'],
  ['embedding', 'none', 'absent', 'info-nce', 'cosine-embedding'],
  ['order', 'none', 'clean', 'margin-ranking', 'mse'],
  ['samples', 'none', 'clean', 'wasserstein', 'gan-hinge'],
]

const targets = Object.keys(questions.target.answers) as Situation['target'][]
const situations = targets.flatMap((target) => {
  const answers = answersFor(target)
  return answers.trouble.flatMap((trouble) => answers.labels.map((labels) => ({ target, trouble, labels })))
})

describe('the advice', () => {
  it.each(table)('for %s, %s, %s is %s, else %s', (target, trouble, labels, loss, alternative) => {
    const advice = adviseOn({ target, trouble, labels })
    expect([advice.loss, advice.alternative.loss]).toEqual([loss, alternative])
  })

  it('has a reason, another choice and parameters that the losses accept, in every situation', () => {
    for (const situation of situations) {
      const advice = adviseOn(situation)
      expect(advice.because).toMatch(/^[A-Z].*\.$/)
      expect(advice.alternative.when).toMatch(/^[a-z].*\.$/)
      expect({ ...advice.alternative, when: '' }).not.toMatchObject({
        loss: advice.loss,
        balanced: advice.balanced,
      })
      for (const choice of [advice, advice.alternative])
        expect(() => readParams(lossOf(choice.loss), choice.params)).not.toThrow()
    }
  })

  it('balances classes only where they are rare, and smooths labels only where they are wrong', () => {
    for (const { target, trouble, labels } of situations) {
      const { balanced, params } = adviseOn({ target, trouble, labels })
      if (balanced) expect(trouble).toMatch(/imbalance/)
      if (params && 'labelSmoothing' in params) expect(labels).toBe('noisy')
    }
  })
})

describe('the answers of an address', () => {
  it('are taken where they fit the target, and are its first ones where not', () => {
    expect(situationOf({ target: 'class', trouble: 'imbalance', labels: 'soft' })).toEqual({
      target: 'class',
      trouble: 'imbalance',
      labels: 'soft',
    })
    expect(situationOf({ target: 'number', trouble: 'imbalance', labels: 'soft' })).toEqual({
      target: 'number',
      trouble: 'none',
      labels: 'clean',
    })
    expect(situationOf({ target: 'everything', trouble: null, labels: null }).target).toBe('number')
  })
})
