/** What stands between a model and its loss: outputs become the loss's inputs, and gradients go back. */
import type { NumberArray, Tensor } from '../../losses/index.ts'
import type { TargetScale } from '../datasets/dataset.ts'
import type { Fit, Part } from './fit.ts'
import { type Transform, transformOf } from './transforms.ts'

export type Head = {
  /** The loss's inputs by name for outputs [views · rows, outputs], view after view; gone with the next call. */
  apply(outputs: Float32Array, rows: number): Record<string, Tensor>
  /** Writes the gradient of the outputs of the last `apply` into `into`; the gradients are those of the loss's inputs. */
  pullBack(gradients: Readonly<Record<string, Float64Array>>, into: Float32Array): void
}

type Passage = {
  apply(outputs: Float32Array, rows: number): NumberArray
  pullBack(gradient: Float64Array, outputs: Float32Array, rows: number, into: Float32Array): void
}

/** All columns, unchanged: nothing is copied. */
function straight(part: Part): Passage {
  const range = (rows: number) => [part.view * rows * part.width, rows * part.width] as const
  return {
    apply(outputs, rows) {
      const [start, length] = range(rows)
      return outputs.subarray(start, start + length)
    },
    pullBack(gradient, _outputs, rows, into) {
      const [start, length] = range(rows)
      into.set(gradient.length === length ? gradient : gradient.subarray(0, length), start)
    },
  }
}

function transformed(part: Part, outputs: number, transform: Transform): Passage {
  const { view, start, width } = part
  let values = new Float64Array()
  return {
    apply(from, rows) {
      if (values.length < rows * width) values = new Float64Array(rows * width)
      for (let row = 0; row < rows; row++)
        transform.forward(from, (view * rows + row) * outputs + start, width, values, row * width)
      return values.subarray(0, rows * width)
    },
    pullBack(gradient, from, rows, into) {
      for (let row = 0; row < rows; row++) {
        const at = (view * rows + row) * outputs + start
        transform.pullBack(from, at, width, values, gradient, row * width, into)
      }
    },
  }
}

/** The head that a fit asks for; `scale` is that of the targets. */
export function createHead({ parts, outputs }: Fit, scale: TargetScale | null): Head {
  const passages = parts.map((part) =>
    part.transform === 'identity' && part.width === outputs
      ? straight(part)
      : transformed(part, outputs, transformOf(part.transform, scale)),
  )
  let last: { outputs: Float32Array; rows: number } | null = null
  return {
    apply(from, rows) {
      last = { outputs: from, rows }
      return Object.fromEntries(
        parts.map(({ name, width, isFlat }, index) => {
          const data = (passages[index] as Passage).apply(from, rows)
          return [name, { data, shape: isFlat ? [rows] : [rows, width] }]
        }),
      )
    },
    pullBack(gradients, into) {
      if (!last) throw new Error('There are no outputs to go back to.')
      for (const [index, { name }] of parts.entries())
        (passages[index] as Passage).pullBack(gradients[name] as Float64Array, last.outputs, last.rows, into)
    },
  }
}
