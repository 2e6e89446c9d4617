/** Tries a loss of somebody's own on a batch before a training trusts it. */
import { evaluate } from './evaluate.ts'
import type { Loss, LossBatch, LossParams } from './loss.ts'

/** What is wrong with a loss; `part` names the function that is to blame. */
export class CustomLossFault extends Error {
  readonly part: 'value' | 'gradient' | 'lowerBound'

  constructor(part: CustomLossFault['part'], message: string) {
    super(message)
    this.part = part
  }
}

const entriesTried = 24
/** At a kink the difference quotient is the mean of two slopes: a few such entries say nothing. */
const mostKinks = 0.25
const tolerance = 1e-3

/**
 * Throws a `CustomLossFault` unless the loss of the batch is a finite number, not below its declared bound, and its
 * gradient is finite and agrees with central differences of its value.
 */
export function checkCustomLoss(loss: Loss, batch: LossBatch, params: LossParams): void {
  const result = evaluate(loss, batch, { params, reduction: 'sum' })
  const bound = loss.lowerBound(params)
  if (!Number.isFinite(result.value))
    throw new CustomLossFault(
      'value',
      `The loss of a sample batch is ${result.value}: it must be a finite number.`,
    )
  const lowest = Math.min(...Array.from(result.perExample.data))
  if (bound !== null && lowest < bound - 1e-9)
    throw new CustomLossFault(
      'lowerBound',
      `A row of a sample batch has the loss ${lowest}, below the declared bound ${bound}.`,
    )
  const inputs = Object.entries(batch.inputs)
  let wrong = 0
  let tried = 0
  let first = ''
  for (const [name, { data, shape }] of inputs) {
    const stride = Math.max(1, Math.floor((data.length * inputs.length) / entriesTried))
    for (let i = 0; i < data.length; i += stride) {
      const slope = result.gradients[name]?.[i] as number
      if (!Number.isFinite(slope))
        throw new CustomLossFault(
          'gradient',
          `The gradient of entry ${i} of the ${name} is ${slope}: it must be a finite number.`,
        )
      const numbers = Float64Array.from(data)
      const h = 1e-5 * Math.max(1, Math.abs(numbers[i] as number))
      const movedBy = (by: number) => {
        const moved = { data: numbers.with(i, (numbers[i] as number) + by), shape }
        return evaluate(
          loss,
          { ...batch, inputs: { ...batch.inputs, [name]: moved } },
          { params, reduction: 'sum' },
        ).value
      }
      const difference = (movedBy(h) - movedBy(-h)) / (2 * h)
      tried++
      if (Math.abs(difference - slope) <= tolerance * Math.max(Math.abs(difference), Math.abs(slope), 1e-6))
        continue
      wrong++
      first ||= `The gradient of entry ${i} of the ${name} is ${slope.toPrecision(4)}, but the value's own slope there is ${difference.toPrecision(4)}.`
    }
  }
  if (wrong > mostKinks * tried) throw new CustomLossFault('gradient', first)
}
