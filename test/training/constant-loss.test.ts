import { describe, expect, it } from 'vitest'
import { constantLoss } from '../../lib/training/metrics/constant-loss.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { prepareTraining } from '../../lib/training/training.ts'

const of = (task: string, loss: string) => prepareTraining(parseTrainingOptions({ task, loss }))

/** The standardized truth of a split, whose best constants are known: the mean for mse, the median for mae. */
function numbers(task: string, split: 'train' | 'validation'): number[] {
  const { dataset } = of(task, 'mse')
  const { mean, deviation } = dataset.targetScale as { mean: number; deviation: number }
  return Array.from(dataset[split].truth, (value) => (value - mean) / deviation)
}
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the loss of the best constant', () => {
  it('is that of the mean of the training rows for mse, and of their median for mae', () => {
    const [train, validation] = [numbers('flight-delays', 'train'), numbers('flight-delays', 'validation')]
    const mean = meanOf(train)
    expect(constantLoss(of('flight-delays', 'mse'))).toBeCloseTo(
      meanOf(validation.map((y) => (y - mean) ** 2)),
      6,
    )
    const median = train.toSorted((a, b) => a - b)[Math.floor(train.length / 2)] as number
    expect(constantLoss(of('flight-delays', 'mae'))).toBeCloseTo(
      meanOf(validation.map((y) => Math.abs(y - median))),
      3,
    )
  })

  it('is near the entropy of the shares for a loss of one logit', () => {
    const { dataset } = of('penguin-sex', 'bce-with-logits')
    const share = meanOf(Array.from(dataset.train.truth))
    const entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share)
    expect(constantLoss(of('penguin-sex', 'bce-with-logits'))).toBeCloseTo(entropy, 2)
  })

  it('is known for huber and poisson, and not where a row has several outputs', () => {
    expect(constantLoss(of('flight-delays', 'huber'))).toBeGreaterThan(0)
    expect(constantLoss(of('football-goals', 'poisson-nll'))).not.toBeNull()
    expect(constantLoss(of('penguins', 'cross-entropy'))).toBeNull()
    expect(constantLoss(of('flight-delays', 'gaussian-nll'))).toBeNull()
  })
})
