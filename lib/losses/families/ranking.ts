/** The loss of an order: which of two should come first. */
import { requireRange, signs } from '../elementwise.ts'
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { requireSameShape } from '../tensor.ts'

/**
 * PyTorch's `MarginRankingLoss`: max(0, −y·(x₁ − x₂) + margin) for scores `output1`, `output2` and targets ±1 of one
 * shape, where 1 says that the first should have the higher score.
 */
export const marginRanking: Loss<{ margin: number }> = {
  id: 'margin-ranking',
  title: 'Margin ranking loss',
  family: 'metric-learning',
  formula: String.raw`\max(0,\ -y\,(x_1 - x_2) + m)`,
  expects: { inputs: { output1: 'score', output2: 'score' }, targets: 'order' },
  lowerBound: () => 0,
  parameters: {
    margin: {
      kind: 'number',
      default: 0,
      meaning: 'how far ahead the right one must be to cost nothing',
    },
  },
  reference: 'PyTorch MarginRankingLoss',
  unreducedShape(batch) {
    const first = tensorNamed(batch.inputs, 'output1')
    requireSameShape('first scores', first, 'second scores', tensorNamed(batch.inputs, 'output2'))
    requireSameShape('first scores', first, 'targets', tensorNamed(batch.targets, 'targets'))
    return first.shape
  },
  perExample(batch, { margin }, into) {
    const first = tensorNamed(batch.inputs, 'output1').data
    const second = tensorNamed(batch.inputs, 'output2').data
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, signs)
    const [ofFirst, ofSecond] = [gradientNamed(into, 'output1'), gradientNamed(into, 'output2')]
    for (let i = 0; i < first.length; i++) {
      const y = targets.data[i] as number
      const short = -y * ((first[i] as number) - (second[i] as number)) + margin
      into.values[i] = Math.max(short, 0)
      // A score that is NaN is not hidden.
      const pull = short > 0 ? y : 0 * short
      ofFirst[i] = -pull
      ofSecond[i] = pull
    }
    return first.length
  },
  // Equal scores for everything.
  chanceLevel: (_facts, { margin }) => Math.max(0, margin),
  floor: () => 0,
}
