/** The time of a training step beside the same step wholly in jax-js: 784-128-10, batch 128, cross-entropy, Adam. */
import { jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax'
import { createRandom } from '../../lib/random.ts'
import { initialParameters, segmentsOf } from '../../lib/training/model/model.ts'
import { createDigitsLearner, digitsModel } from './digits-learner.ts'
import { median } from './quantile.ts'

const rows = 128
const classes = 10
const rounds = 200
const warmUp = 20
const lr = 0.001

function randomInputs(): Float32Array {
  const random = createRandom(2)
  return Float32Array.from({ length: rows * digitsModel.inputs }, () => random.uniform())
}

/** Adam's update of one array; returns the new parameters, means and squares. */
function adamUpdate(
  p: np.Array,
  m: np.Array,
  v: np.Array,
  g: np.Array,
  rate: np.Array,
  correction: np.Array,
) {
  const mean = m.mul(0.9).add(g.ref.mul(0.1))
  const square = v.mul(0.999).add(g.ref.mul(g).mul(0.001))
  const moved = p.sub(mean.ref.mul(rate).div(np.sqrt(square.ref).mul(correction).add(1e-8)))
  return [moved, mean, square] as const
}

/** One step with model, loss and optimizer in a single compiled function of jax-js. */
function createWholeStep(inputs: Float32Array, oneHot: Float32Array): () => number {
  const lossOfBatch = (weights: np.Array[], x: np.Array, y: np.Array): np.Array => {
    const [w1, b1, w2, b2] = weights as [np.Array, np.Array, np.Array, np.Array]
    const logits = np.dot(nn.relu(np.dot(x, w1).add(b1)), w2).add(b2)
    return nn
      .logSoftmax(logits)
      .mul(y)
      .sum()
      .mul(-1 / rows)
  }
  const step = jit(
    (state: np.Array[][], x: np.Array, y: np.Array, rate: np.Array, correction: np.Array): np.Array[][] => {
      const [weights = [], means = [], squares = []] = state
      const [loss, gradients] = valueAndGrad(lossOfBatch)(
        weights.map((weight) => weight.ref),
        x,
        y,
      )
      const updated = weights.map((weight, i) =>
        adamUpdate(
          weight,
          means[i] as np.Array,
          squares[i] as np.Array,
          gradients[i] as np.Array,
          rate.ref,
          correction.ref,
        ),
      )
      rate.dispose()
      correction.dispose()
      return [updated.map(([p]) => p), updated.map(([, m]) => m), updated.map(([, , v]) => v), [loss]]
    },
  )
  const parameters = initialParameters(digitsModel, createRandom(1))
  const arrays = (from: Float32Array) =>
    segmentsOf(digitsModel).map(({ shape, start, end }) =>
      np.array(from.slice(start, end), { shape: [...shape] }),
    )
  const zeros = new Float32Array(parameters.length)
  let state = [arrays(parameters), arrays(zeros), arrays(zeros)]
  let steps = 0
  return () => {
    steps++
    const x = np.array(inputs, { shape: [rows, digitsModel.inputs] })
    const y = np.array(oneHot, { shape: [rows, classes] })
    const result = step(
      state,
      x,
      y,
      np.array(lr / (1 - 0.9 ** steps)),
      np.array(1 / Math.sqrt(1 - 0.999 ** steps)),
    )
    const [loss] = result.pop() as [np.Array]
    state = result
    // The loss comes out of the same compiled program as the update: reading it waits for both.
    return loss.dataSync()[0] as number
  }
}

/** Medians of alternating steps on the same batch, and the loss that both reach. The goal is a ratio of 1.6. */
export async function benchTrainingStep(): Promise<{ lines: string[] }> {
  const inputs = randomInputs()
  const labels = Int32Array.from({ length: rows }, (_, row) => row % classes)
  const oneHot = Float32Array.from({ length: rows * classes }, (_, i) =>
    i % classes === labels[Math.floor(i / classes)] ? 1 : 0,
  )
  const learner = await createDigitsLearner(rows)
  const batch = { inputs, targets: { targets: { data: labels, shape: [rows] } }, rows }
  const steps = {
    own: () => learner.step(batch, lr, true).loss,
    whole: createWholeStep(inputs, oneHot),
  }
  const times = { own: [] as number[], whole: [] as number[] }
  const reached = { own: Number.NaN, whole: Number.NaN }
  for (let round = 0; round < warmUp + rounds; round++)
    for (const name of ['own', 'whole'] as const) {
      const start = performance.now()
      reached[name] = steps[name]()
      if (round >= warmUp) times[name].push(performance.now() - start)
    }
  learner.dispose()
  const own = median(times.own)
  const whole = median(times.whole)
  return {
    lines: [
      `training step, ours             ${own.toFixed(2)} ms (loss ${reached.own.toPrecision(4)})`,
      `training step, all in jax-js    ${whole.toFixed(2)} ms (loss ${reached.whole.toPrecision(4)})`,
      `ratio                           ${(own / whole).toFixed(2)} (goal: at most 1.6)`,
    ],
  }
}
