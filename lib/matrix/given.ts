/**
 * What predictions can give a loss: logits have probabilities, probabilities have logarithms, and scores have their
 * order only. What follows from them is given, in float64; nothing is made up.
 */
import { type InputTrait, type NumberArray, sigmoid, softplus } from '../losses/index.ts'
import type { Predictions } from '../predictions/predictions.ts'

/** [rows, width] of each trait that they have, made when it is asked for. */
export type Given = Partial<Record<InputTrait, () => NumberArray>>

const logSigmoid = (x: number) => -softplus(-x)
const logOdds = (p: number) => Math.log(p) - Math.log1p(-p)
const each = (data: NumberArray, of: (x: number) => number) => Float64Array.from(data, of)

function logSumExp(data: NumberArray, from: number, to: number, except = -1): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = from; i < to; i++) if (i !== except) largest = Math.max(largest, data[i] as number)
  if (!Number.isFinite(largest)) return largest
  let sum = 0
  for (let i = from; i < to; i++) if (i !== except) sum += Math.exp((data[i] as number) - largest)
  return largest + Math.log(sum)
}

/** Entry by entry, with the row that it is in. */
function byRow(
  data: NumberArray,
  width: number,
  of: (x: number, from: number, at: number) => number,
): Float64Array {
  return Float64Array.from(data, (x, at) => of(x, at - (at % width), at))
}

function ofClassLogits(logits: NumberArray, width: number): Given {
  const logs = () => byRow(logits, width, (x, from) => x - logSumExp(logits, from, from + width))
  const shares = () => each(logs(), Math.exp)
  // The log-odds of a class against all others.
  const odds = () => byRow(logits, width, (x, from, at) => x - logSumExp(logits, from, from + width, at))
  return {
    ...{ logits: () => logits, scores: () => logits, 'log-probabilities': logs },
    ...{ logit: odds, score: odds, probability: shares, real: shares },
  }
}

/** Of probabilities one by one; `width` labels a row, whose order is that of the scores. */
function ofLogits(logits: NumberArray): Given {
  const shares = () => each(logits, sigmoid)
  return { logit: () => logits, score: () => logits, scores: () => logits, probability: shares, real: shares }
}

function ofProbabilities(probabilities: NumberArray): Given {
  const odds = () => each(probabilities, logOdds)
  return {
    ...{ probability: () => probabilities, real: () => probabilities },
    ...{ logit: odds, score: odds, scores: odds },
  }
}

/** What says nothing of probabilities has its order at least. */
function ofScores(kind: Predictions['kind'], outputs: NumberArray): Given {
  if (kind === 'margins') return { score: () => outputs, scores: () => outputs }
  return kind === 'values' ? { real: () => outputs, scores: () => outputs } : { scores: () => outputs }
}

/** One class beside another that has 0: the softmax of both is the sigmoid of the one. */
function paired(margins: NumberArray): Float64Array {
  const pairs = new Float64Array(2 * margins.length)
  for (let row = 0; row < margins.length; row++) pairs[2 * row + 1] = margins[row] as number
  return pairs
}

function ofClasses({ kind, outputs, outputWidth }: Predictions): Given {
  switch (kind) {
    case 'logits':
    case 'log-probabilities':
      return ofClassLogits(outputs, outputWidth)
    case 'probabilities': {
      const {
        logits,
        scores,
        'log-probabilities': logs,
      } = ofClassLogits(each(outputs, Math.log), outputWidth)
      return { ...{ logits, scores, 'log-probabilities': logs }, ...ofProbabilities(outputs) } as Given
    }
    case 'label-logits': {
      // Of independent labels the distribution over classes is what each has of the sum, as scikit-learn's one-vs-rest has it.
      const { logits, 'log-probabilities': logs } = ofClassLogits(each(outputs, logSigmoid), outputWidth)
      return { logits, 'log-probabilities': logs, ...ofLogits(outputs) } as Given
    }
    default:
      return ofScores(kind, outputs)
  }
}

/** Of two classes: the log-odds of the second, or what stands for them. */
export function marginsOf({ kind, outputs, outputWidth, rows }: Predictions): NumberArray {
  const second = (of: (x: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) =>
      of(outputs[row * outputWidth + outputWidth - 1] as number),
    )
  if (kind === 'probabilities') return second(logOdds)
  if (outputWidth === 1) return outputs
  return Float64Array.from({ length: rows }, (_, row) => {
    return (outputs[2 * row + 1] as number) - (outputs[2 * row] as number)
  })
}

function ofTwoClasses(predictions: Predictions): Given {
  const { kind, outputs, outputWidth, rows } = predictions
  if (kind === 'values') return { real: () => outputs }
  const margins = marginsOf(predictions)
  const scores = { score: () => margins, scores: () => paired(margins) }
  if (kind === 'margins' || kind === 'scores') return scores
  const given = {
    ...ofLogits(margins),
    ...scores,
    logits: () => paired(margins),
    'log-probabilities': () => ofClassLogits(paired(margins), 2)['log-probabilities']?.() as NumberArray,
  }
  if (kind !== 'probabilities') return given
  // As they came: their log-odds and back would cost digits near 1.
  const shares = () =>
    Float64Array.from({ length: rows }, (_, row) => outputs[(row + 1) * outputWidth - 1] as number)
  return { ...given, probability: shares, real: shares }
}

function ofLabels({ kind, outputs }: Predictions): Given {
  switch (kind) {
    case 'logits':
      return ofLogits(outputs)
    case 'probabilities':
      return ofProbabilities(outputs)
    default:
      return ofScores(kind, outputs)
  }
}

/** One of the columns. */
export function columnOf(data: NumberArray, width: number, at: number): Float64Array {
  return Float64Array.from({ length: data.length / width }, (_, row) => data[row * width + at] as number)
}

/** In the unit of the targets; a loss of counts or of shares cannot be asked of numbers below 0. */
function ofNumbers({ kind, outputs, outputWidth }: Predictions): Given {
  const values = outputWidth === 1 ? outputs : columnOf(outputs, outputWidth, 0)
  const isBelow = values.some((value) => value < 0)
  return {
    real: () => values,
    ...(!isBelow && { 'non-negative': () => values, 'log-rate': () => each(values, Math.log) }),
    ...(kind === 'values-and-variances' && { variance: () => columnOf(outputs, 2, 1) }),
  }
}

export function givenBy(predictions: Predictions): Given {
  const { task, outputs, outputWidth } = predictions
  switch (task) {
    case 'classification':
      return ofClasses(predictions)
    case 'binary':
      return ofTwoClasses(predictions)
    case 'multi-label':
    case 'segmentation':
      return ofLabels(predictions)
    case 'regression':
      return ofNumbers(predictions)
    case 'detection': {
      const classes = outputWidth - 4
      const cut = (from: number, width: number) =>
        Float64Array.from({ length: (outputs.length / outputWidth) * width }, (_, i) => {
          return outputs[Math.floor(i / width) * outputWidth + from + (i % width)] as number
        })
      return { box: () => cut(0, 4), logits: () => cut(4, classes) }
    }
    case 'embedding':
      return { embedding: () => outputs }
    case 'ranking':
      return { score: () => outputs }
  }
}
