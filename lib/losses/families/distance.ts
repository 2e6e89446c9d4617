/** Losses of the distance between embeddings. */
import { type Range, requireRange, signs } from '../elementwise.ts'
import { type DataFacts, gradientNamed, type Loss, tensorNamed } from '../loss.ts'
import { distance, pairEpsilon, push, requireRows, rowsOf } from './embedding-rows.ts'

const pair = ['output1', 'output2'] as const
const differs: Range = {
  holds: (y) => y === 0 || y === 1,
  rule: 'a target must be 0 (same) or 1 (different)',
}

/** Embeddings that are all the same: only pairs that differ cost something, the margin's square. */
function collapsed({ classPrior }: DataFacts, { margin }: { margin: number }): number | null {
  return classPrior?.length === 1 ? (classPrior[0] as number) * margin ** 2 : null
}

/**
 * (1 − y)·D² + y·max(0, margin − D)² for the distance D of `output1` and `output2` [n, d] and labels [n], where 0 is
 * the same and 1 is different; without the factor ½ of the paper. The unreduced losses are [n]; a pair [d]
 * has one label and one loss.
 */
export const contrastive: Loss<{ margin: number }> = {
  id: 'contrastive',
  title: 'Contrastive loss',
  family: 'metric-learning',
  formula: String.raw`(1 - y)\,D^2 + y\,\max(0,\ m - D)^2,\quad D = \lVert a - b \rVert_2`,
  expects: { inputs: { output1: 'embedding', output2: 'embedding' }, targets: 'differs' },
  lowerBound: () => 0,
  parameters: {
    margin: {
      kind: 'number',
      default: 1,
      min: 0,
      meaning: 'the distance beyond which a different pair costs nothing',
    },
  },
  reference: 'Hadsell, Chopra and LeCun 2006',
  unreducedShape: (batch) => requireRows(batch, pair, { labels: tensorNamed(batch.targets, 'targets') }),
  perExample(batch, { margin }, into) {
    const [a, b] = [tensorNamed(batch.inputs, 'output1'), tensorNamed(batch.inputs, 'output2')]
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, differs)
    const [ofA, ofB] = [gradientNamed(into, 'output1'), gradientNamed(into, 'output2')]
    const { rows, dimensions } = rowsOf(a)
    ofA.fill(0, 0, a.data.length)
    ofB.fill(0, 0, b.data.length)
    const slope = new Float64Array(dimensions)
    for (let row = 0; row < rows; row++) {
      const d = distance(a, b, row, slope, { p: 2, epsilon: pairEpsilon })
      const isSame = targets.data[row] === 0
      const short = isSame ? d : Math.max(0, margin - d)
      into.values[row] = short * short
      push(ofA, ofB, row, slope, isSame ? 2 * short : -2 * short)
    }
    return rows
  },
  chanceLevel: collapsed,
  telltales(facts, params) {
    const value = collapsed(facts, params)
    return value === null ? [] : [{ value, cause: 'collapsed-embedding' }]
  },
  floor: () => 0,
}

/** PyTorch adds this to each squared length; its constant is a float32 for doubles too. */
const cosineEpsilon = Math.fround(1e-12)

/**
 * PyTorch's `CosineEmbeddingLoss`: 1 − cos for a pair [n, d] labelled 1, max(0, cos − margin) for one labelled −1. The
 * unreduced losses are [n]; a pair [d] has one label and one loss.
 */
export const cosineEmbedding: Loss<{ margin: number }> = {
  id: 'cosine-embedding',
  title: 'Cosine embedding loss',
  family: 'metric-learning',
  formula: String.raw`\begin{cases} 1 - \cos(a, b) & y = 1 \\ \max(0,\ \cos(a, b) - m) & y = -1 \end{cases}`,
  expects: { inputs: { output1: 'embedding', output2: 'embedding' }, targets: 'same-sign' },
  lowerBound: () => 0,
  parameters: {
    margin: {
      kind: 'number',
      default: 0,
      min: -1,
      max: 1,
      meaning: 'the cosine below which a different pair costs nothing',
    },
  },
  reference: 'PyTorch CosineEmbeddingLoss',
  unreducedShape: (batch) => requireRows(batch, pair, { labels: tensorNamed(batch.targets, 'targets') }),
  perExample(batch, { margin }, into) {
    const [a, b] = [tensorNamed(batch.inputs, 'output1'), tensorNamed(batch.inputs, 'output2')]
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, signs)
    const [ofA, ofB] = [gradientNamed(into, 'output1'), gradientNamed(into, 'output2')]
    const { rows, dimensions } = rowsOf(a)
    for (let row = 0; row < rows; row++) {
      const start = row * dimensions
      let dot = 0
      let aa = cosineEpsilon
      let bb = cosineEpsilon
      for (let i = start; i < start + dimensions; i++) {
        const [x, y] = [a.data[i] as number, b.data[i] as number]
        dot += x * y
        aa += x * x
        bb += y * y
      }
      const lengths = Math.sqrt(aa) * Math.sqrt(bb)
      const cos = dot / lengths
      const isSame = targets.data[row] === 1
      const over = cos - margin
      into.values[row] = isSame ? 1 - cos : Math.max(over, 0)
      const factor = isSame ? -1 : over > 0 ? 1 : 0
      for (let i = start; i < start + dimensions; i++) {
        const [x, y] = [a.data[i] as number, b.data[i] as number]
        ofA[i] = factor * (y / lengths - (cos * x) / aa)
        ofB[i] = factor * (x / lengths - (cos * y) / bb)
      }
    }
    return rows
  },
  floor: () => 0,
}
