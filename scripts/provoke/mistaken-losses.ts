/** Losses as people write them by mistake. */
import { evaluate, type Loss, type LossBatch, lossOf, sigmoid, type Tensor } from '../../lib/losses/index.ts'

/** A loss whose predictions went through a function before, which is the mistake; its gradient goes back through it. */
function after(
  loss: Loss,
  apply: (x: Tensor) => Float64Array,
  back: (p: Float64Array, g: Float64Array, row: number) => void,
): Loss {
  return {
    ...(loss as Loss & { wholeBatch: never }),
    wholeBatch(batch: LossBatch, params, into, reduction) {
      const x = batch.inputs.predictions as Tensor
      const p = apply(x)
      const inner = { ...batch, inputs: { predictions: { data: p, shape: x.shape } } }
      const result = evaluate(loss, inner, { params, reduction })
      const gradient = result.gradients.predictions as Float64Array
      back(p, gradient, x.shape[1] ?? 1)
      into.gradients.predictions?.set(gradient)
      into.values.set(result.perExample.data)
      return result.value
    },
  }
}

export const softmaxFirst = after(
  lossOf('cross-entropy'),
  ({ data, shape: [rows = 0, classes = 1] }) => {
    const p = Float64Array.from(data, Math.exp)
    for (let row = 0; row < rows; row++) {
      const part = p.subarray(row * classes, (row + 1) * classes)
      const sum = part.reduce((total, value) => total + value, 0)
      for (let c = 0; c < classes; c++) part[c] = (part[c] as number) / sum
    }
    return p
  },
  (p, g, classes) => {
    for (let start = 0; start < p.length; start += classes) {
      let dot = 0
      for (let i = start; i < start + classes; i++) dot += (p[i] as number) * (g[i] as number)
      for (let i = start; i < start + classes; i++) g[i] = (p[i] as number) * ((g[i] as number) - dot)
    }
  },
)

export const sigmoidFirst = after(
  lossOf('bce-with-logits'),
  ({ data }) => Float64Array.from(data, sigmoid),
  (p, g) => {
    for (let i = 0; i < p.length; i++) g[i] = (g[i] as number) * (p[i] as number) * (1 - (p[i] as number))
  },
)

/** A graph that was cut between the loss and the model: the value is right, and nothing comes back. */
export const cutOff = after(
  lossOf('cross-entropy'),
  ({ data }) => Float64Array.from(data),
  (_p, g) => g.fill(0),
)

/** The squared error with a term that a negative prediction makes undefined. */
export const withLogarithm: Loss = {
  ...(lossOf('mse') as Loss & { wholeBatch: never }),
  wholeBatch(batch, _params, into, reduction) {
    const { value, gradients } = evaluate(lossOf('mse'), batch, { reduction })
    into.gradients.predictions?.set(gradients.predictions as Float64Array)
    return value + logarithmOf(batch)
  },
  parts: (batch) => ({ mse: evaluate(lossOf('mse'), batch).value, logarithm: logarithmOf(batch) }),
}

function logarithmOf({ inputs }: LossBatch): number {
  const { data } = inputs.predictions as Tensor
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += Math.log(data[i] as number) ** 2
  return (0.01 * sum) / data.length
}

/** The squared error with a gradient that is scaled up at every step, as for half precision, and never scaled back. */
export function neverScaledBack(): Loss {
  let scale = 1
  return {
    ...(lossOf('mse') as Loss & { wholeBatch: never }),
    wholeBatch(batch, _params, into, reduction) {
      const { value, gradients } = evaluate(lossOf('mse'), batch, { reduction })
      if (!into.gradients.predictions) return value
      scale *= 2
      into.gradients.predictions.set((gradients.predictions as Float64Array).map((slope) => slope * scale))
      return value
    },
  }
}

/** Binary cross-entropy as one writes it at first: a sigmoid in float32, and its bare logarithm. */
export const bareLogarithm: Loss = {
  ...(lossOf('bce-with-logits') as Loss & { wholeBatch: never }),
  id: 'bce',
  wholeBatch({ inputs, targets }, _params, into) {
    const logits = (inputs.predictions as Tensor).data
    const labels = (targets.targets as Tensor).data
    let sum = 0
    for (let i = 0; i < logits.length; i++) {
      const p = Math.fround(1 / (1 + Math.fround(Math.exp(-(logits[i] as number)))))
      into.values[i] = -Math.log(labels[i] === 1 ? p : Math.fround(1 - p))
      sum += into.values[i] as number
      if (into.gradients.predictions)
        into.gradients.predictions[i] = (p - (labels[i] as number)) / logits.length
    }
    return sum / logits.length
  },
}
