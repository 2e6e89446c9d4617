/** Losses of the distance between embeddings. */
import { type Range, requireRange, signs } from '../elementwise.ts'
import { type DataFacts, gradientNamed, type Loss, type LossBatch, tensorNamed } from '../loss.ts'
import { requireSameShape, shapeText, type Tensor } from '../tensor.ts'

/** PyTorch's `pairwise_distance` adds this to each difference. */
const pairEpsilon = 1e-6

/** Throws an error naming the shapes unless all are [samples, dimensions] and there is one label for each sample. */
function requirePairs(batch: LossBatch, names: readonly string[], labels?: Tensor): readonly number[] {
  const [first, ...others] = names.map((name) => tensorNamed(batch.inputs, name)) as [Tensor, ...Tensor[]]
  if (first.shape.length !== 2)
    throw new Error(
      `The ${names[0]} has the shape ${shapeText(first.shape)} but must be [samples, dimensions].`,
    )
  others.forEach((other, index) => {
    requireSameShape(`rows of ${names[0]}`, first, `rows of ${names[index + 1]}`, other)
  })
  const shape = [first.shape[0] ?? 0]
  if (labels) requireSameShape('losses', { data: first.data, shape }, 'targets', labels)
  return shape
}

/**
 * The distance ‖a − b + 1e-6‖ₚ of row `row`; writes its derivative by a, which by b is the negative, to `slope`. The
 * largest difference is taken out of the powers, so that none overflows.
 */
function distance(a: Tensor, b: Tensor, row: number, p: number, slope: Float64Array): number {
  const start = row * slope.length
  let largest = 0
  for (let k = 0; k < slope.length; k++) {
    const difference = (a.data[start + k] as number) - (b.data[start + k] as number) + pairEpsilon
    slope[k] = difference
    if (!(Math.abs(difference) <= largest)) largest = Math.abs(difference)
  }
  if (largest === 0) return 0
  let sum = 0
  for (let k = 0; k < slope.length; k++) sum += (Math.abs(slope[k] as number) / largest) ** p
  const length = largest * sum ** (1 / p)
  for (let k = 0; k < slope.length; k++) {
    const difference = slope[k] as number
    slope[k] = Math.sign(difference) * (Math.abs(difference) / length) ** (p - 1)
  }
  return length
}

/** Adds factor·slope to the row of a, and takes it from the row of b. */
function push(a: Float64Array, b: Float64Array, row: number, slope: Float64Array, factor: number): void {
  if (factor === 0) return
  for (let k = 0, i = row * slope.length; k < slope.length; k++, i++) {
    a[i] = (a[i] as number) + factor * (slope[k] as number)
    b[i] = (b[i] as number) - factor * (slope[k] as number)
  }
}

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
 * the same and 1 is different; without the factor ½ of the paper. The unreduced losses are [n].
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
  unreducedShape: (batch) => requirePairs(batch, pair, tensorNamed(batch.targets, 'targets')),
  perExample(batch, { margin }, into) {
    const [a, b] = [tensorNamed(batch.inputs, 'output1'), tensorNamed(batch.inputs, 'output2')]
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, differs)
    const [ofA, ofB] = [gradientNamed(into, 'output1'), gradientNamed(into, 'output2')]
    const [rows = 0, dimensions = 0] = a.shape
    ofA.fill(0, 0, a.data.length)
    ofB.fill(0, 0, b.data.length)
    const slope = new Float64Array(dimensions)
    for (let row = 0; row < rows; row++) {
      const d = distance(a, b, row, 2, slope)
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

type TripletParams = { margin: number; p: number; swap: boolean }
const triple = ['anchor', 'positive', 'negative'] as const

/**
 * PyTorch's `TripletMarginLoss`: max(0, margin + d(anchor, positive) − d(anchor, negative)) for embeddings [n, d]. With
 * `swap` the negative's distance is the smaller of those to anchor and positive. The unreduced losses are [n].
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
    p: { kind: 'number', default: 2, min: 1, meaning: 'the power of the norm' },
    swap: {
      kind: 'flag',
      default: false,
      meaning: 'takes the nearer of anchor and positive to the negative',
    },
  },
  reference: 'PyTorch TripletMarginLoss; Schroff et al. 2015, swap: Balntas et al. 2016',
  unreducedShape: (batch) => requirePairs(batch, triple),
  perExample(batch, { margin, p, swap }, into) {
    const [a, pos, neg] = triple.map((name) => tensorNamed(batch.inputs, name)) as [Tensor, Tensor, Tensor]
    const [ofA, ofPos, ofNeg] = triple.map((name) => gradientNamed(into, name).fill(0, 0, a.data.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const [rows = 0, dimensions = 0] = a.shape
    const near = new Float64Array(dimensions)
    const far = new Float64Array(dimensions)
    const swapped = new Float64Array(dimensions)
    for (let row = 0; row < rows; row++) {
      const dNear = distance(a, pos, row, p, near)
      const dFar = distance(a, neg, row, p, far)
      const dSwap = swap ? distance(pos, neg, row, p, swapped) : Number.POSITIVE_INFINITY
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

/** PyTorch adds this to each squared length; its constant is a float32 for doubles too. */
const cosineEpsilon = Math.fround(1e-12)

/**
 * PyTorch's `CosineEmbeddingLoss`: 1 − cos for a pair [n, d] labelled 1, max(0, cos − margin) for one labelled −1. The
 * unreduced losses are [n].
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
  unreducedShape: (batch) => requirePairs(batch, pair, tensorNamed(batch.targets, 'targets')),
  perExample(batch, { margin }, into) {
    const [a, b] = [tensorNamed(batch.inputs, 'output1'), tensorNamed(batch.inputs, 'output2')]
    const targets = tensorNamed(batch.targets, 'targets')
    requireRange('targets', targets, signs)
    const [ofA, ofB] = [gradientNamed(into, 'output1'), gradientNamed(into, 'output2')]
    const [rows = 0, dimensions = 0] = a.shape
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
