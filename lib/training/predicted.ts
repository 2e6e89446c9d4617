/** The predictions of a training: raw outputs in a form that says what they are, whatever the loss. */
import { expectationOf, type InputTrait, type NumberArray } from '../losses/index.ts'
import type {
  OutputKind,
  PredictedTask,
  PredictionHead,
  Predictions,
  Which,
} from '../predictions/predictions.ts'
import { isBetterHigher } from '../summary/metric.ts'
import { createHead } from './fit/head.ts'
import { readingsOf } from './fit/readings.ts'
import type { Training } from './training.ts'

/** Without the hashes, which who receives them makes. */
export type MadePredictions = Omit<Predictions, 'outputsHash' | 'targetsHash'>
type Form = Pick<PredictionHead, 'kind' | 'outputWidth'> & { outputs: NumberArray }

const ofClasses: Partial<Record<InputTrait, OutputKind>> = {
  logits: 'logits',
  'log-probabilities': 'logits',
  scores: 'scores',
  logit: 'label-logits',
  probability: 'label-logits',
  score: 'margins',
  real: 'values',
}
const ofBits = { ...ofClasses, logit: 'logits', probability: 'logits' } as const
const fixed: Partial<Record<PredictedTask, OutputKind>> = {
  detection: 'boxes',
  embedding: 'vectors',
  ranking: 'ranks',
}

/** In the unit of the targets; float32, as the model's own outputs are. */
function numbersOf({ fit, dataset }: Training, outputs: Float32Array): Form {
  const values = readingsOf(fit, outputs, dataset.targetScale)
  const [, variance] = fit.parts
  if (!variance) return { kind: 'values', outputWidth: 1, outputs: Float32Array.from(values) }
  const deviation = dataset.targetScale?.deviation ?? 1
  const rows = outputs.length / fit.outputs
  const variances = createHead(fit, dataset.targetScale).apply(outputs, rows)[variance.name]?.data ?? []
  const both = new Float32Array(2 * rows)
  for (let row = 0; row < rows; row++) {
    both[2 * row] = values[row] as number
    both[2 * row + 1] = (variances[row] as number) * deviation ** 2
  }
  return { kind: 'values-and-variances', outputWidth: 2, outputs: both }
}

function formOf(training: Training, task: PredictedTask, outputs: Float32Array): Form | null {
  if (task === 'regression') return numbersOf(training, outputs)
  const { loss, lossParams, fit } = training
  const [trait] = Object.values(expectationOf(loss, lossParams).inputs)
  const kind = fixed[task] ?? (trait && (task === 'classification' ? ofClasses : ofBits)[trait])
  return kind ? { kind, outputWidth: fit.outputs, outputs } : null
}

/** What the outputs [rows, outputs] of the validation rows say. Null of a task without targets. */
export function predictionsOf(
  training: Training,
  outputs: Float32Array,
  { which, step }: Pick<PredictionHead, 'which' | 'step'>,
): MadePredictions | null {
  const { kind: task } = training.task
  const { validation, truthWidth, targetScale, classNames } = training.dataset
  const form = task === 'adversarial' ? null : formOf(training, task as PredictedTask, outputs)
  if (!form) return null
  return {
    ...{ which, step, task: task as PredictedTask, ...form, rows: validation.rows, targetWidth: truthWidth },
    ...{ scale: targetScale, classNames, targets: validation.truth },
  }
}

/** What the model of an epoch says of the validation rows. */
export type Predicted = {
  /** The task's primary metric, the higher the better; NaN where it is none. */
  rating: number
  /** In a form of their own, made when they are asked for; null of a task without targets. */
  as(which: Which): MadePredictions | null
}

/** The outputs [rows, outputs] stay as they are: nobody writes to them any more. */
export function predictedBy(
  training: Training,
  outputs: Float32Array,
  { step, values }: { step: number; values: Readonly<Record<string, number>> },
): Predicted {
  const { primary } = training.task
  const value = values[primary] ?? Number.NaN
  return {
    rating: isBetterHigher(primary) ? value : -value,
    as: (which) => predictionsOf(training, outputs, { which, step }),
  }
}

export type PredictionKeeper = {
  see(predicted: Predicted): void
  /** Of the best epoch, the first of equal ones, then of the last one. */
  kept(): MadePredictions[]
}

export function createPredictionKeeper(): PredictionKeeper {
  let best: Predicted | null = null
  let last: Predicted | null = null
  return {
    see(predicted) {
      last = predicted
      if (!best || Number.isNaN(best.rating) || predicted.rating > best.rating) best = predicted
    },
    kept: () => [best?.as('best'), last?.as('last')].flatMap((one) => one ?? []),
  }
}
