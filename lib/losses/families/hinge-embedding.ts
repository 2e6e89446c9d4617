/** The loss of a distance that is already computed: small for a pair of the same, large for a different one. */
import { elementwise, signs } from '../elementwise.ts'
import type { DataFacts, Loss } from '../loss.ts'

type HingeEmbedding = { margin: number }

/** The share of the pairs that are the same. */
function shareOfSame({ classPrior }: DataFacts): number | null {
  return classPrior?.length === 1 ? (classPrior[0] as number) : null
}

/**
 * PyTorch's `HingeEmbeddingLoss`: the distance x itself for a pair of the same (1), max(0, margin − x) for a different
 * one (−1). Any shape, equal to the targets'.
 */
export const hingeEmbedding: Loss<HingeEmbedding> = {
  id: 'hinge-embedding',
  title: 'Hinge embedding loss',
  family: 'metric-learning',
  formula: String.raw`\begin{cases} x & y = 1 \\ \max(0,\ m - x) & y = -1 \end{cases}`,
  expects: { inputs: { predictions: 'distance' }, targets: 'same-sign' },
  // Nothing keeps what is no distance from being below 0.
  lowerBound: () => null,
  parameters: {
    margin: {
      kind: 'number',
      default: 1,
      meaning: 'the distance beyond which a different pair costs nothing',
    },
  },
  reference: 'PyTorch HingeEmbeddingLoss',
  ...elementwise<HingeEmbedding>({
    value: (x, y, { margin }) => (y === 1 ? x : Math.max(0, margin - x)),
    slope: (x, y, { margin }) => (y === 1 ? 1 : x < margin ? -1 : Number.isNaN(x) ? x : 0),
    targets: signs,
  }),
  // The best constant is a distance of 0, or of the margin where most pairs differ.
  chanceLevel(facts, { margin }) {
    const same = shareOfSame(facts)
    return same === null ? null : Math.max(0, margin) * Math.min(same, 1 - same)
  },
  // All distances are 0.
  telltales(facts, { margin }) {
    const same = shareOfSame(facts)
    return same === null ? [] : [{ value: Math.max(0, margin) * (1 - same), cause: 'collapsed-embedding' }]
  },
  floor: () => 0,
}
