/** What metrics look at, read from predictions of any kind: see `readingsOf` of the training. */
import type { NumberArray } from '../losses/index.ts'
import type { PredictionHead, Predictions } from '../predictions/predictions.ts'
import type { NumberTraits, Purpose } from '../training/task.ts'
import { columnOf, marginsOf } from './given.ts'

function lessMean(outputs: NumberArray, width: number): Float64Array {
  return Float64Array.from(outputs, (value, i) => {
    const from = i - (i % width)
    let sum = 0
    for (let at = from; at < from + width; at++) sum += outputs[at] as number
    return value - sum / width
  })
}

/** The largest names a class; a number above 0 says that something is there; numbers are in their unit. */
export function readingsBy(predictions: Predictions): NumberArray {
  const { task, kind, outputs, outputWidth } = predictions
  const lessHalf = () => Float64Array.from(outputs, (value) => value - 0.5)
  switch (task) {
    case 'binary':
      return kind === 'values' ? lessHalf() : marginsOf(predictions)
    case 'multi-label':
    case 'segmentation':
      if (kind === 'probabilities' || kind === 'values') return lessHalf()
      return kind === 'scores' ? lessMean(outputs, outputWidth) : outputs
    case 'regression':
      return outputWidth === 1 ? outputs : columnOf(outputs, outputWidth, 0)
    default:
      return outputs
  }
}

function traitsOf(targets: NumberArray): NumberTraits {
  const every = (holds: (value: number) => boolean) => targets.every(holds)
  return {
    isNonZero: every((value) => value !== 0),
    isNonNegative: every((value) => value >= 0),
    isCount: every((value) => value >= 0 && Number.isInteger(value)),
  }
}

/** What was predicted: the purpose by which a loss is found to fit. */
export function purposeOf({
  task,
  outputWidth,
  targets,
}: Pick<Predictions, keyof PredictionHead | 'targets'>): Purpose {
  const outputs = { binary: 2, regression: 1, detection: outputWidth - 4 }[task as string] ?? outputWidth
  return { kind: task, size: { outputs }, ...(task === 'regression' && { numbers: traitsOf(targets) }) }
}
