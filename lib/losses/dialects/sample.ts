/** The sample of a table, as a batch that the loss takes. Pure. */
import type { LossBatch, Tensors } from '../loss.ts'
import { type Nested, type Tensor, tensorOf } from '../tensor.ts'
import type { DialectSample } from './dialect.ts'

function tensorsOf(record: Readonly<Record<string, Nested>>): Tensors {
  return Object.fromEntries(Object.entries(record).map(([name, nested]) => [name, tensorOf(nested)]))
}

/** Logarithms of the softmax over the last axis, or, of what is a distribution already, plain ones. */
function logarithms({ data, shape }: Tensor, given: 'probabilities' | 'logits'): Tensor {
  const width = given === 'logits' ? (shape.at(-1) ?? 1) : 1
  const logs = Float64Array.from(data, (value, i) => {
    if (given === 'probabilities') return Math.log(value)
    const start = i - (i % width)
    const row = Array.from({ length: width }, (_, k) => Math.exp(data[start + k] as number))
    return value - Math.log(row.reduce((sum, one) => sum + one, 0))
  })
  return { data: logs, shape }
}

/** The batch of a sample. */
export function batchOf({ inputs, targets, given }: DialectSample): LossBatch {
  const tensors = tensorsOf(inputs)
  const taken = given
    ? Object.fromEntries(
        Object.entries(tensors).map(([name, tensor]) => [name, logarithms(tensor, given)] as const),
      )
    : tensors
  return { inputs: taken, targets: tensorsOf(targets) }
}
