/** A model, its loss and its optimizer: one step at a time, and predictions. */
import { evaluate, type Loss, type LossParams, type Tensor } from '../losses/index.ts'
import { createEngine } from './engine.ts'
import { gradientNorm } from './metrics.ts'
import { initialParameters, type Model } from './model.ts'
import type { Optimizer } from './optimizers.ts'
import type { Random } from './random.ts'

export type Step = {
  /** The mean loss of the batch before the step. */
  loss: number
  /** [rows, outputs] before the step. */
  outputs: Float32Array
  gradientNorm: number
}

export type Learner = {
  /** Of all parameters, as they are now. */
  parameters: Float32Array
  /** One optimizer step on a batch; the inputs beyond `rows` rows do not count. */
  step(inputs: Float32Array, targets: Tensor, rows: number, lr: number): Step
  /** The outputs [rows, outputs] for any number of rows; waits for `turn` between batches. */
  predict(inputs: Float32Array, rows: number, turn: () => Promise<void> | void): Promise<Float32Array>
  dispose(): void
}

export type LearnerParts = {
  model: Model
  loss: Loss
  lossParams: LossParams
  /** A new optimizer for that many parameters. */
  optimizer: (size: number) => Optimizer
  /** For the initial parameters. */
  random: Random
  /** The largest number of rows of a batch. */
  batchRows: number
}

/** Compiles the model and draws its initial parameters. */
export async function createLearner(parts: LearnerParts): Promise<Learner> {
  const { model, loss, lossParams, batchRows } = parts
  const engine = await createEngine(model, batchRows)
  const parameters = initialParameters(model, parts.random)
  const optimizer = parts.optimizer(parameters.length)
  const gradient = new Float32Array(parameters.length)
  const outputGradient = new Float32Array(batchRows * model.outputs)
  const padded = new Float32Array(batchRows * model.inputs)
  // There is at most one unreduced loss for each output.
  const into = {
    values: new Float64Array(outputGradient.length),
    gradients: { predictions: new Float64Array(outputGradient.length) },
  }

  return {
    parameters,
    step(inputs, targets, rows, lr) {
      const all = engine.forward(parameters, inputs)
      const outputs = rows === batchRows ? all : all.subarray(0, rows * model.outputs)
      const batch = {
        inputs: { predictions: { data: outputs, shape: [rows, model.outputs] } },
        targets: { targets },
      }
      const { value } = evaluate(loss, batch, { params: lossParams, into })
      // Rows that only fill up the batch get a gradient of 0, and so add nothing to that of the parameters.
      outputGradient.set(into.gradients.predictions)
      outputGradient.fill(0, outputs.length)
      engine.backward(outputGradient, gradient)
      optimizer.step(parameters, gradient, lr)
      return { loss: value, outputs, gradientNorm: gradientNorm(gradient) }
    },
    async predict(inputs, rows, turn) {
      const outputs = new Float32Array(rows * model.outputs)
      for (let start = 0; start < rows; start += batchRows) {
        const end = Math.min(start + batchRows, rows)
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
