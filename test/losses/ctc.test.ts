import { describe, expect, it } from 'vitest'
import {
  evaluate,
  type LossBatch,
  lossOf,
  type Reduction,
  readParams,
  tensorOf,
} from '../../lib/losses/index.ts'
import type { UncheckedParams } from '../../lib/losses/parameters.ts'
import { createRandom } from '../../lib/random.ts'

const loss = lossOf('ctc')
const random = createRandom(5)
const [steps, samples, symbols] = [5, 2, 3]
const logits = Float64Array.from({ length: steps * samples * symbols }, () => 2 * random.normal())

function logSoftmax(numbers: Float64Array): Float64Array {
  return numbers.map((x, i) => {
    const row = numbers.subarray(i - (i % symbols), i - (i % symbols) + symbols)
    return x - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0))
  })
}

const targets = {
  targets: tensorOf([
    [1, 2],
    [2, 2],
  ]),
  inputLengths: tensorOf([5, 4]),
  targetLengths: tensorOf([2, 2]),
}
const shape = [steps, samples, symbols]

function run(batch: LossBatch, params: UncheckedParams = {}, reduction: Reduction = 'mean') {
  return evaluate(loss, batch, { params: readParams(loss, params), reduction })
}

const of = (numbers: Float64Array): LossBatch => ({
  inputs: { predictions: { data: logSoftmax(numbers), shape } },
  targets,
})

/** The probability of a sequence, by trying every way of naming the steps. */
function bruteForce(probabilities: number[][], sequence: number[], blank = 0): number {
  let sum = 0
  const walk = (t: number, path: number[], share: number) => {
    const row = probabilities[t]
    if (row) for (const [k, p] of row.entries()) walk(t + 1, [...path, k], share * p)
    else {
      const read = path.filter((k, i) => k !== path[i - 1]).filter((k) => k !== blank)
      if (read.join() === sequence.join()) sum += share
    }
  }
  walk(0, [], 1)
  return sum
}

describe('CTC', () => {
  it('is what all ways of naming the steps come to', () => {
    const { data } = of(logits).inputs.predictions ?? { data: [] }
    const { perExample } = run(of(logits), {}, 'none')
    for (const [row, sequence] of [
      [1, 2],
      [2, 2],
    ].entries()) {
      const rows = Array.from({ length: row === 0 ? 5 : 4 }, (_, t) =>
        Array.from({ length: symbols }, (_, k) =>
          Math.exp(data[(t * samples + row) * symbols + k] as number),
        ),
      )
      expect(perExample.data[row]).toBeCloseTo(-Math.log(bruteForce(rows, sequence)), 12)
    }
  })

  it.each(['mean', 'sum', 'none'] as const)(
    'has a gradient that holds through a log-softmax under %s',
    (reduction) => {
      const { gradients } = run(of(logits), {}, reduction)
      const h = 1e-5
      for (let i = 0; i < logits.length; i++) {
        const at = (by: number) => run(of(logits.with(i, (logits[i] as number) + by)), {}, reduction).value
        expect(gradients.predictions?.[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8)
      }
    },
  )

  it('divides each loss by the length of its sequence before the mean', () => {
    const [first = 0, second = 0] = run(of(logits), {}, 'none').perExample.data
    expect(run(of(logits)).value).toBeCloseTo((first / 2 + second / 2) / 2, 14)
  })

  it('does not mind the order of the samples, nor that each comes twice', () => {
    const { value } = run(of(logits))
    const ofAll = logSoftmax(logits)
    const shuffled = (rows: number[]): LossBatch => ({
      inputs: {
        predictions: {
          data: Float64Array.from(
            Array.from({ length: steps }, (_, t) =>
              rows.map((row) =>
                Array.from(ofAll.subarray((t * samples + row) * symbols).subarray(0, symbols)),
              ),
            ).flat(2),
          ),
          shape: [steps, rows.length, symbols],
        },
      },
      targets: {
        targets: tensorOf(rows.map((row) => (row === 0 ? [1, 2] : [2, 2]))),
        inputLengths: tensorOf(rows.map((row) => 5 - row)),
      },
    })
    expect(run(shuffled([1, 0])).value).toBeCloseTo(value, 14)
    expect(run(shuffled([0, 1, 1, 0])).value).toBeCloseTo(value, 14)
  })

  it('is infinite where no way of writing the sequence exists, or 0 where that is asked for', () => {
    const short = { ...of(logits), targets: { ...targets, inputLengths: tensorOf([5, 2]) } }
    expect(run(short).value).toBe(Number.POSITIVE_INFINITY)
    const zeroed = run(short, { zeroInfinity: true })
    expect(zeroed.value).toBeCloseTo((run(of(logits), {}, 'none').perExample.data[0] as number) / 4, 14)
    expect(zeroed.gradients.predictions?.every(Number.isFinite)).toBe(true)
  })

  it('goes on where a symbol is ruled out, and hands NaN on', () => {
    const one = (first: number) => ({
      inputs: {
        predictions: tensorOf([
          [first, 0, -5],
          [-1, -1, -1],
        ]),
      },
      targets: { targets: tensorOf([1]) },
    })
    const ruledOut = run(one(Number.NEGATIVE_INFINITY))
    expect(ruledOut.value).toBeCloseTo(1 - Math.LN2, 14)
    expect(ruledOut.gradients.predictions?.every(Number.isFinite)).toBe(true)
    expect(run(one(Number.NaN)).value).toBeNaN()
  })

  it.each<[string, LossBatch['targets'], UncheckedParams, string]>([
    [
      'the blank among the symbols',
      {
        targets: tensorOf([
          [1, 0],
          [2, 2],
        ]),
      },
      {},
      'Row 0 of the targets holds 0: that is the blank',
    ],
    [
      'a symbol that does not exist',
      {
        targets: tensorOf([
          [1, 2],
          [2, 3],
        ]),
      },
      {},
      'Row 1 of the targets holds 3: there are 3 symbols',
    ],
    ['a blank that does not exist', targets, { blank: 3 }, 'The blank is 3, but there are 3 symbols'],
    [
      'more steps than there are',
      { ...targets, inputLengths: tensorOf([6, 5]) },
      {},
      'Row 0 of the inputLengths holds 6',
    ],
    [
      'more symbols than there are',
      { ...targets, targetLengths: tensorOf([2, 3]) },
      {},
      'Row 1 of the targetLengths holds 3',
    ],
    [
      'lengths of another number of samples',
      { ...targets, inputLengths: tensorOf([5]) },
      {},
      'must be [2], one for each sample',
    ],
    ['targets of another number of samples', { targets: tensorOf([[1, 2]]) }, {}, 'must be [2, longest]'],
    [
      'symbols in a row without lengths',
      { targets: tensorOf([1, 2, 2]) },
      {},
      'need targetLengths to part them',
    ],
    [
      'lengths that leave symbols over',
      { targets: tensorOf([1, 2, 2]), targetLengths: tensorOf([1, 1]) },
      {},
      'add up to 2, but there are 3 targets',
    ],
  ])('refuses %s', (_what, given, params, message) => {
    expect(() => run({ ...of(logits), targets: given }, params)).toThrow(message)
  })

  it('takes no weights per sample, and only steps of symbols', () => {
    expect(() => run({ ...of(logits), weights: [1, 1] })).toThrow('takes no weights per sample')
    expect(() => run({ inputs: { predictions: tensorOf([1, 2]) }, targets })).toThrow(
      'must be [steps, samples, symbols]',
    )
  })
})
