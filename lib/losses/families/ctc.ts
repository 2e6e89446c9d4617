/** The loss of a sequence of symbols whose places in time nobody has marked. */
import { gradientNamed, type Loss, type LossBatch, tensorNamed } from '../loss.ts'
import { shapeText, type Tensor } from '../tensor.ts'
import { alignmentLoss } from './alignments.ts'

type Ctc = { blank: number; zeroInfinity: boolean }

type Layout = { steps: number; samples: number; symbols: number; isOne: boolean }

function layoutOf({ shape }: Tensor): Layout {
  const isOne = shape.length === 2
  if (!isOne && shape.length !== 3)
    throw new Error(
      `The predictions have the shape ${shapeText(shape)} but must be [steps, samples, symbols], or [steps, symbols] for one sample.`,
    )
  const [steps = 0, samples = 0, symbols = 0] = isOne ? [shape[0] ?? 0, 1, shape[1] ?? 0] : shape
  return { steps, samples, symbols, isOne }
}

/** One whole number from 0 to `most` for each sample; `most` itself where none are given. */
function lengthsOf(batch: LossBatch, name: string, samples: number, most: number): ArrayLike<number> {
  const tensor = batch.targets[name]
  if (!tensor) return new Float64Array(samples).fill(most)
  const { data, shape } = tensor
  if (data.length !== samples)
    throw new Error(
      `The ${name} have the shape ${shapeText(shape)} but must be [${samples}], one for each sample.`,
    )
  for (let row = 0; row < samples; row++) {
    const length = data[row] as number
    if (!(Number.isInteger(length) && length >= 0 && length <= most))
      throw new Error(
        `Row ${row} of the ${name} holds ${length}: it must be a whole number from 0 to ${most}.`,
      )
  }
  return data
}

/** The symbols of each sample: rows of [samples, longest], or all of them one after the other. */
function sequencesOf(batch: LossBatch, { samples, symbols }: Layout, blank: number): number[][] {
  const targets = tensorNamed(batch.targets, 'targets')
  const { data, shape } = targets
  const isFlat = shape.length === 1
  if (!isFlat && !(shape.length === 2 && shape[0] === samples))
    throw new Error(
      `The targets have the shape ${shapeText(shape)} but must be [${samples}, longest], or the symbols of all samples one after the other.`,
    )
  if (isFlat && samples !== 1 && !batch.targets.targetLengths)
    throw new Error(`The targets ${shapeText(shape)} of ${samples} samples need targetLengths to part them.`)
  const width = isFlat ? data.length : (shape[1] ?? 0)
  const lengths = lengthsOf(batch, 'targetLengths', samples, width)
  let next = 0
  const sequences = Array.from({ length: samples }, (_, row) => {
    const start = isFlat ? next : row * width
    next += lengths[row] as number
    return Array.from(data.subarray(start, start + (lengths[row] as number)))
  })
  if (isFlat && batch.targets.targetLengths && next !== data.length && samples !== 1)
    throw new Error(`The targetLengths add up to ${next}, but there are ${data.length} targets.`)
  for (const [row, sequence] of sequences.entries())
    for (const symbol of sequence)
      if (!(Number.isInteger(symbol) && symbol >= 0 && symbol < symbols) || symbol === blank)
        throw new Error(
          `Row ${row} of the targets holds ${symbol}: ${symbol === blank ? 'that is the blank' : `there are ${symbols} symbols, counted from 0`}.`,
        )
  return sequences
}

/**
 * PyTorch's `CTCLoss`: log-probabilities [T, n, C] of T steps of time, a log-softmax's output, against sequences of
 * symbols [n, S] or one after the other; [T, C] is one sample. The targets may hold `inputLengths` and `targetLengths`
 * [n]; all steps and all symbols count where they do not. The unreduced losses are [n]; `mean` divides each by the
 * length of its sequence first. The gradient is that by what went into the log-softmax, as PyTorch's is: through a
 * log-softmax both come to the same. Throws for symbols and lengths out of range, and for a blank among the symbols.
 */
export const ctc: Loss<Ctc> = {
  id: 'ctc',
  title: 'Connectionist temporal classification',
  family: 'classification',
  formula: String.raw`-\log \sum_{\pi \,\in\, \mathcal{B}^{-1}(y)}\ \prod_{t=1}^{T} p_t(\pi_t)`,
  expects: { inputs: { predictions: 'log-probabilities-by-step' }, targets: 'sequence' },
  // Nothing keeps what is no logarithm of a probability from being above 0.
  lowerBound: () => null,
  parameters: {
    blank: { kind: 'number', default: 0, integer: true, meaning: 'the index of the blank' },
    zeroInfinity: {
      kind: 'flag',
      default: false,
      meaning: 'a sequence too long for its steps costs 0 instead of Infinity, and moves nothing',
    },
  },
  reference: 'PyTorch CTCLoss; Graves et al. 2006',
  // The first axis is time and not the samples.
  weighable: false,
  unreducedShape(batch, { blank }) {
    const { samples, symbols, isOne } = layoutOf(tensorNamed(batch.inputs, 'predictions'))
    if (!(blank >= 0 && blank < symbols))
      throw new Error(`The blank is ${blank}, but there are ${symbols} symbols, counted from 0.`)
    return isOne ? [] : [samples]
  },
  wholeBatch(batch, { blank, zeroInfinity }, into, reduction) {
    const predictions = tensorNamed(batch.inputs, 'predictions')
    const layout = layoutOf(predictions)
    const { steps, samples, symbols } = layout
    const lengths = lengthsOf(batch, 'inputLengths', samples, steps)
    const sequences = sequencesOf(batch, layout, blank)
    const gradient = gradientNamed(into, 'predictions').fill(0, 0, predictions.data.length)
    const stride = samples * symbols
    let total = 0
    for (const [row, sequence] of sequences.entries()) {
      const start = row * symbols
      const ofRow = { data: predictions.data, start, stride, length: lengths[row] as number, symbols }
      const loss = alignmentLoss(ofRow, sequence, blank, gradient)
      const isImpossible = zeroInfinity && loss === Number.POSITIVE_INFINITY
      const divisor = reduction === 'mean' ? Math.max(1, sequence.length) * samples : 1
      for (let t = 0; t < ofRow.length; t++)
        for (let k = start + t * stride; k < start + t * stride + symbols; k++)
          gradient[k] = isImpossible ? 0 : (gradient[k] as number) / divisor
      into.values[row] = isImpossible ? 0 : loss
      total += (into.values[row] as number) / divisor
    }
    return reduction === 'mean' && samples === 0 ? Number.NaN : total
  },
  floor: () => 0,
}
