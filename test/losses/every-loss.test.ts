import { describe, expect, it } from 'vitest'
import {
  evaluate,
  type LossId,
  lossIds,
  lossOf,
  type Nested,
  readParams,
  type Tensor,
} from '../../lib/losses/index.ts'
import { batches, lossValue, type NestedRecord, tensors } from './samples.ts'

function turned(record: NestedRecord): NestedRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, rows]) => [name, (rows as Nested[]).toReversed()]),
  )
}

function doubled(record: NestedRecord): NestedRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, rows]) => [name, [...(rows as Nested[]), ...(rows as Nested[])]]),
  )
}

/** The first axis of CTC is time: ctc.test.ts turns and doubles its samples. */
const ofSamples = lossIds.filter((id) => id !== 'ctc')

describe('every loss', () => {
  it.each(ofSamples)('%s does not depend on the order of the samples', (id) => {
    const [inputs, targets, params] = batches[id]
    expect(lossValue(id, turned(inputs), turned(targets), params)).toBeCloseTo(
      lossValue(id, inputs, targets, params),
      13,
    )
  })

  // Overlaps have a smooth that counts half as much in a batch twice as large; InfoNCE has more strangers in it.
  const notMeans: LossId[] = ['dice', 'iou', 'tversky', 'focal-tversky', 'bce-dice', 'info-nce']
  it.each(ofSamples.filter((id) => !notMeans.includes(id)))(
    '%s stays the same when every sample comes twice',
    (id) => {
      const [inputs, targets, params] = batches[id]
      expect(lossValue(id, doubled(inputs), doubled(targets), params)).toBeCloseTo(
        lossValue(id, inputs, targets, params),
        13,
      )
    },
  )

  it.each(lossIds)('%s and its gradient are finite at ±1e4, at 0 and between equals', (id) => {
    const [inputs, targets, params] = batches[id]
    const loss = lossOf(id)
    for (const factor of [1e4, -1e4, 0]) {
      const extreme = Object.fromEntries(
        Object.entries(tensors(inputs)).map(([name, { data, shape }]): [string, Tensor] => {
          const trait = loss.expects.inputs[name]
          const isShare = trait === 'probability'
          const isPositive = trait === 'non-negative' || trait === 'variance' || trait === 'distance'
          const isLogarithm = trait === 'log-probabilities-by-step'
          const reach = (value: number) =>
            isShare
              ? factor > 0
                ? 1
                : 0
              : isPositive
                ? Math.abs(value * factor)
                : isLogarithm
                  ? -Math.abs(value * factor)
                  : value * factor
          return [name, { data: Float64Array.from(data, reach), shape }]
        }),
      )
      // e to the power of 1e4 is beyond any double: there the mathematics is finite, the number is not.
      if (id === 'poisson-nll' && factor !== 0) continue
      const { value, gradients } = evaluate(
        loss,
        { inputs: extreme, targets: tensors(targets) },
        { params: readParams(loss, params) },
      )
      expect(value, `at ${factor}`).toSatisfy(Number.isFinite)
      for (const gradient of Object.values(gradients))
        expect(gradient.every(Number.isFinite), `gradient at ${factor}`).toBe(true)
    }
  })
})
