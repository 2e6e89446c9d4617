/** The loss of three embeddings: an anchor, one that belongs to it and one that does not. */
import { gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import type { Tensor } from '../tensor.ts'
import { distance, pairEpsilon, push, requireRows, rowsOf } from './embedding-rows.ts'

type TripletParams = { margin: number; p: number; eps: number; swap: boolean }
const triple = ['anchor', 'positive', 'negative'] as const

/**
 * PyTorch's `TripletMarginLoss`: max(0, margin + d(anchor, positive) − d(anchor, negative)) for embeddings [n, d].
 * Any number of axes may come before that of the dimensions; the unreduced losses are of their shape. With `swap` the
 * negative's distance is the smaller of those to anchor and positive.
 */
export const triplet: Loss<TripletParams> = {
  id: 'triplet',
  title: 'Triplet margin loss',
  family: 'metric-learning',
  formula: String.raw`\max(0,\ \lVert a - p \rVert - \lVert a - n \rVert + m)`,
  expects: { inputs: { anchor: 'embedding', positive: 'embedding', negative: 'embedding' }, targets: 'none' },
  lowerBound: () => 0,
  parameters: {
    margin: {
      kind: 'number',
      default: 1,
      min: Number.MIN_VALUE,
      meaning: 'how much farther than the positive the negative must be to cost nothing',
    },
    p: { kind: 'number', default: 2, infinite: true, meaning: 'the power of the norm' },
    eps: { kind: 'number', default: pairEpsilon, meaning: 'added to each difference' },
    swap: {
      kind: 'flag',
      default: false,
      meaning: 'takes the nearer of anchor and positive to the negative',
    },
  },
  reference: 'PyTorch TripletMarginLoss; Schroff et al. 2015, swap: Balntas et al. 2016',
  unreducedShape: (batch) => requireRows(batch, triple, { mostAxes: Number.POSITIVE_INFINITY }),
  perExample(batch, { margin, p, eps, swap }, into) {
    const [a, pos, neg] = triple.map((name) => tensorNamed(batch.inputs, name)) as [Tensor, Tensor, Tensor]
    const [ofA, ofPos, ofNeg] = triple.map((name) => gradientNamed(into, name).fill(0, 0, a.data.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const { rows, dimensions } = rowsOf(a)
    const norm = { p, epsilon: eps }
    const near = new Float64Array(dimensions)
    const far = new Float64Array(dimensions)
    const swapped = new Float64Array(dimensions)
    for (let row = 0; row < rows; row++) {
      const dNear = distance(a, pos, row, near, norm)
      const dFar = distance(a, neg, row, far, norm)
      const dSwap = swap ? distance(pos, neg, row, swapped, norm) : Number.POSITIVE_INFINITY
      const short = margin + dNear - Math.min(dFar, dSwap)
      into.values[row] = Math.max(short, 0)
      if (short <= 0) continue
      // Of two equal distances each takes half, as PyTorch's minimum does.
      const share = dSwap < dFar ? 0 : dSwap === dFar ? 0.5 : 1
      push(ofA, ofPos, row, near, 1)
      push(ofA, ofNeg, row, far, -share)
      if (swap) push(ofPos, ofNeg, row, swapped, share - 1)
    }
    return rows
  },
  // Embeddings that are all the same.
  chanceLevel: (_facts, { margin }) => margin,
  telltales: (_facts, { margin }) => [{ value: margin, cause: 'collapsed-embedding' }],
  floor: () => 0,
}
