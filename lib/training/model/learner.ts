/** A model, its loss and its optimizer: one step at a time, and predictions. */
import {
  buffersFor,
  checkLoss,
  evaluate,
  type Loss,
  type LossBatch,
  type LossBuffers,
  type LossParams,
  type LossProblem,
} from '../../losses/index.ts'
import type { Random } from '../../random.ts'
import type { Batch } from '../fit/batches.ts'
import type { Head } from '../fit/head.ts'
import { createEngine } from './engine.ts'
import { initialParameters, type Model } from './model.ts'
import type { Optimizer } from './optimizers.ts'

export type Step = {
  /** The mean loss of the batch before the step. */
  loss: number
  /** [views · rows, outputs] before the step. */
  outputs: Float32Array
  gradientNorm: number
  /** Of a sum of losses, what each part adds to the loss; empty for others. */
  parts: Readonly<Record<string, number>>
  /** What is not finite about the loss or the gradient; null when all is well. */
  problem: LossProblem | null
}

export type Learner = {
  /** Of all parameters, as they are now. */
  parameters: Float32Array
  /** One optimizer step on a batch; `keep` decides whether one with a problem is taken all the same. */
  step(batch: Pick<Batch, 'inputs' | 'targets' | 'rows'>, lr: number, keep: boolean): Step
  /** The outputs [rows, outputs] for any number of rows; waits for `turn` between batches. */
  predict(inputs: Float32Array, rows: number, turn: () => Promise<void> | void): Promise<Float32Array>
  dispose(): void
}

export type LearnerParts = {
  model: Model
  head: Head
  loss: Loss
  lossParams: LossParams
  /** A new optimizer for that many parameters. */
  optimizer: (size: number) => Optimizer
  /** For the initial parameters. */
  random: Random
  /** The largest number of samples of a batch, and the rows of model input for each. */
  batchRows: number
  views: number
}

/** The Euclidean length of a gradient over all parameters. */
export function gradientNorm(gradient: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += (gradient[i] as number) * (gradient[i] as number)
  return Math.sqrt(sum)
}

/** Compiles the model and draws its initial parameters. */
export async function createLearner(parts: LearnerParts): Promise<Learner> {
  const { model, head, loss, lossParams } = parts
  const engineRows = parts.batchRows * parts.views
  const engine = await createEngine(model, engineRows)
  const parameters = initialParameters(model, parts.random)
  const optimizer = parts.optimizer(parameters.length)
  const gradient = new Float32Array(parameters.length)
  const outputGradient = new Float32Array(engineRows * model.outputs)
  const padded = new Float32Array(engineRows * model.inputs)
  // Made for the first batch, and again should a larger one come.
  let buffers: { rows: number; into: LossBuffers } | null = null
  const buffersOf = (batch: LossBatch, rows: number) => {
    if (!buffers || buffers.rows < rows) buffers = { rows, into: buffersFor(loss, batch, lossParams) }
    return buffers.into
  }
  /** A loss or gradient that is NaN or infinite; one below its bound is still one to learn from. */
  const problemOf = (value: number, norm: number): LossProblem | null => {
    if (Number.isFinite(value) && Number.isFinite(norm)) return null
    return checkLoss(value, { parameters: gradient }, loss, lossParams)
  }

  return {
    parameters,
    step({ inputs, targets, rows }, lr, keep) {
      const all = engine.forward(parameters, inputs)
      const length = rows * parts.views * model.outputs
      const outputs = length === all.length ? all : all.subarray(0, length)
      const batch = { inputs: head.apply(outputs, rows), targets }
      const { value, gradients } = evaluate(loss, batch, { params: lossParams, into: buffersOf(batch, rows) })
      const partValues = loss.parts?.(batch, lossParams) ?? {}
      head.pullBack(gradients, outputGradient)
      // Rows that only fill up the batch get a gradient of 0, and so add nothing to that of the parameters.
      outputGradient.fill(0, length)
      engine.backward(outputGradient, gradient)
      const norm = gradientNorm(gradient)
      const problem = problemOf(value, norm)
      if (keep || !problem) optimizer.step(parameters, gradient, lr)
      return { loss: value, outputs, gradientNorm: norm, parts: partValues, problem }
    },
    async predict(inputs, rows, turn) {
      const outputs = new Float32Array(rows * model.outputs)
      for (let start = 0; start < rows; start += engineRows) {
        const end = Math.min(start + engineRows, rows)
        const part = inputs.subarray(start * model.inputs, end * model.inputs)
        padded.set(part)
        const all = engine.forward(parameters, part.length === padded.length ? part : padded)
        outputs.set(all.subarray(0, (end - start) * model.outputs), start * model.outputs)
        await turn()
      }
      return outputs
    },
    dispose: engine.dispose,
  }
}
