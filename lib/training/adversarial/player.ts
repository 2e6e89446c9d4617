/** A network of the adversarial game with its optimizer. */

import type { Random } from '../../random.ts'
import { createEngine, type Engine } from '../model/engine.ts'
import { gradientNorm } from '../model/learner.ts'
import { initialParameters, type Model } from '../model/model.ts'
import type { Optimizer } from '../model/optimizers.ts'

export type Player = {
  /** [rows, outputs] for [rows, inputs]; keeps what the next `pull` needs. */
  forward(inputs: Float32Array): Float32Array
  /** Adds the parameters' gradient for a gradient [rows, outputs] of the outputs of the last forward pass. */
  pull(gradient: Float32Array): void
  /** The gradient [rows, inputs] of the inputs; the parameters stay out of it. */
  pullInputs(gradient: Float32Array): Float32Array
  /** One optimizer step with what was pulled, unless its length is not finite; returns that length. */
  step(lr: number, keep: boolean): number
  dispose(): void
}

export async function createPlayer(
  model: Model,
  rows: number,
  createOptimizer: (size: number) => Optimizer,
  random: Random,
): Promise<Player> {
  const engine: Engine = await createEngine(model, rows)
  const parameters = initialParameters(model, random)
  const optimizer = createOptimizer(parameters.length)
  const sum = new Float32Array(parameters.length)
  const part = new Float32Array(parameters.length)
  const ofInputs = new Float32Array(rows * model.inputs)
  return {
    forward: (inputs) => engine.forward(parameters, inputs),
    pull(gradient) {
      engine.backward(gradient, part)
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number)
    },
    pullInputs(gradient) {
      engine.backward(gradient, part, ofInputs)
      return ofInputs
    },
    step(lr, keep) {
      const norm = gradientNorm(sum)
      if (keep || Number.isFinite(norm)) optimizer.step(parameters, sum, lr)
      sum.fill(0)
      return norm
    },
    dispose: engine.dispose,
  }
}
