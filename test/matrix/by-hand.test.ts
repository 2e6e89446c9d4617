/** Scores against formulas written out, of small predictions in each form. */
import { describe, expect, it } from 'vitest'
import { lossesToScore, scoringLossOf } from '../../lib/matrix/columns.ts'
import { purposeOf } from '../../lib/matrix/readings.ts'
import { lossScore, metricScores, type Terms } from '../../lib/matrix/score.ts'
import type { Predictions } from '../../lib/predictions/predictions.ts'
import { predictions } from '../predictions/made.ts'

function scoreOf(made: Predictions, id: string, params = {}, terms: Partial<Terms> = {}) {
  const scoring = scoringLossOf({ id, params }, purposeOf(made))
  if (!scoring) throw new Error(`${id} does not fit.`)
  const score = lossScore(made, scoring, { scale: null, batchRows: 32, ...terms })
  return 'value' in score ? score.value : score.reason
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const labels = [0, 2, 1, 2]
const logits = [
  [2, -1, 0.5],
  [0.1, 0.2, 0.3],
  [-3, 1, 4],
  [0, 0, 5],
]
const shares = logits.map((row) => {
  const all = row.reduce((sum, x) => sum + Math.exp(x), 0)
  return row.map((x) => Math.exp(x) / all)
})
const ofLabel = (row: number) => shares[row]?.[labels[row] as number] as number
const crossEntropy = mean(labels.map((_, row) => -Math.log(ofLabel(row))))
const focal = mean(labels.map((_, row) => -((1 - ofLabel(row)) ** 2) * Math.log(ofLabel(row))))
/** Mean over all 12 entries of the loss of each share against its bit. */
const overBits = (of: (p: number, bit: number) => number) =>
  mean(shares.flatMap((row, at) => row.map((p, label) => of(p, labels[at] === label ? 1 : 0))))
const binaryCrossEntropy = overBits((p, bit) => -(bit * Math.log(p) + (1 - bit) * Math.log(1 - p)))

describe('predictions of classes', () => {
  it.each([
    ['logits', logits],
    ['probabilities', shares],
    ['log-probabilities', shares.map((row) => row.map(Math.log))],
  ] as const)('as %s have the same scores', (kind, outputs) => {
    const made = predictions(outputs as number[][], labels, { kind })
    expect(scoreOf(made, 'cross-entropy')).toBeCloseTo(crossEntropy, 10)
    expect(scoreOf(made, 'nll')).toBeCloseTo(crossEntropy, 10)
    expect(scoreOf(made, 'focal')).toBeCloseTo(focal, 10)
    expect(scoreOf(made, 'bce')).toBeCloseTo(binaryCrossEntropy, 10)
    expect(scoreOf(made, 'bce-with-logits')).toBeCloseTo(binaryCrossEntropy, 10)
    expect(scoreOf(made, 'mse')).toBeCloseTo(
      overBits((p, bit) => (p - bit) ** 2),
      10,
    )
    expect(metricScores(made).accuracy).toBe(0.75)
  })

  it('as scores have an order and no probability', () => {
    const made = predictions(logits, labels, { kind: 'scores' })
    const margins = labels.map((label, row) => {
      const own = logits[row]?.[label] as number
      return (
        (logits[row] ?? []).reduce((sum, x, at) => sum + (at === label ? 0 : Math.max(0, 1 - own + x)), 0) / 3
      )
    })
    expect(scoreOf(made, 'multi-margin')).toBeCloseTo(mean(margins), 10)
    expect(scoreOf(made, 'cross-entropy')).toMatch(/needs logits, which scores do not give/)
  })

  it('as one sigmoid each give a distribution by their shares of the sum', () => {
    const sigmoids = logits.map((row) => row.map((x) => 1 / (1 + Math.exp(-x))))
    const wanted = mean(
      labels.map((label, row) => {
        const all = sigmoids[row]?.reduce((sum, p) => sum + p, 0) as number
        return -Math.log((sigmoids[row]?.[label] as number) / all)
      }),
    )
    expect(scoreOf(predictions(logits, labels, { kind: 'label-logits' }), 'cross-entropy')).toBeCloseTo(
      wanted,
      10,
    )
  })

  it('that are certain and wrong are infinitely bad, and NaN stays NaN', () => {
    expect(scoreOf(predictions([[0, 1, 0]], [2], { kind: 'probabilities' }), 'cross-entropy')).toBe(
      Number.POSITIVE_INFINITY,
    )
    expect(scoreOf(predictions([[0, Number.NaN, 0]], [2]), 'cross-entropy')).toBeNaN()
  })
})

describe('predictions of one of two', () => {
  const bits = [1, 0, 1]
  const odds = [0.5, -2, -0.25]
  const wanted = mean(odds.map((x, row) => Math.log1p(Math.exp(bits[row] === 1 ? -x : x))))
  it.each([
    ['logits', odds.map((x) => [x])],
    ['logits', odds.map((x) => [1, 1 + x])],
    ['probabilities', odds.map((x) => [1 / (1 + Math.exp(-x))])],
  ] as const)('as %s %j are scored alike by losses of one number and of two', (kind, outputs) => {
    const made = predictions(outputs as number[][], bits, { kind })
    expect(made.task).toBe('binary')
    for (const id of ['bce-with-logits', 'bce', 'cross-entropy', 'nll', 'soft-margin'])
      expect(scoreOf(made, id), id).toBeCloseTo(wanted, 10)
  })
})

describe('predictions of numbers', () => {
  const numbers = [[3], [-1.5], [40]]
  const targets = [1, 0, 10]
  const scale = { mean: 2, deviation: 4, unit: 'minutes' }
  const residuals = numbers.map(([x = 0], row) => x - (targets[row] as number))

  it('are taken in their unit where nothing was standardized', () => {
    const made = predictions(numbers, targets)
    expect(scoreOf(made, 'mse')).toBeCloseTo(mean(residuals.map((r) => r * r)), 10)
    expect(scoreOf(made, 'quantile', { q: 0.9 })).toBeCloseTo(
      mean(residuals.map((r) => (r > 0 ? 0.1 * r : -0.9 * r))),
      10,
    )
  })

  it('are standardized for losses that are trained on such, and metrics are in their unit', () => {
    const made = predictions(numbers, targets, { scale })
    const small = residuals.map((r) => Math.abs(r) / 4)
    expect(scoreOf(made, 'mae', {}, { scale })).toBeCloseTo(mean(small), 10)
    const huber = mean(small.map((r) => (r < 1 ? r ** 2 / 2 : r - 0.5)))
    expect(scoreOf(made, 'huber', {}, { scale })).toBeCloseTo(huber, 10)
    expect(metricScores(made).mae).toBeCloseTo(mean(residuals.map(Math.abs)), 10)
  })

  it('keep their digits far from zero', () => {
    const far = predictions([[2000.001], [2001.002]], [2000, 2001])
    expect(scoreOf(far, 'mae')).toBeCloseTo(0.0015, 9)
  })

  it('of counts are scored by losses of counts while none is below 0', () => {
    const above = predictions([[2], [0.5]], [3, 0])
    const poisson = mean([2 - 3 * Math.log(2 + 1e-8), 0.5])
    expect(scoreOf(above, 'poisson-nll', { logInput: false })).toBeCloseTo(poisson, 8)
    expect(scoreOf(above, 'poisson-nll')).toBeCloseTo(poisson, 7)
    expect(scoreOf(predictions([[2], [-0.5]], [3, 0]), 'poisson-nll')).toMatch(/needs log-rate/)
  })

  it('with variances have a likelihood', () => {
    const made = predictions([[3, 4]], [1], { kind: 'values-and-variances' })
    expect(scoreOf(made, 'gaussian-nll')).toBeCloseTo(0.5 * (Math.log(4) + 4 / 4), 10)
    expect(scoreOf(predictions(numbers, targets), 'gaussian-nll')).toMatch(
      /needs variance, which values do not give/,
    )
  })
})

describe('the losses that score', () => {
  it('are those of the runs, with their parameters, then all that fit; each once', () => {
    const purpose = purposeOf(predictions([[1]], [-1]))
    const losses = lossesToScore(
      [{ id: 'huber', params: { delta: 2 } }, { id: 'mse', params: {} }, null],
      purpose,
    )
    expect(losses.slice(0, 3)).toEqual([
      { id: 'huber', params: { delta: 2 } },
      { id: 'mse', params: {} },
      { id: 'mae', params: {} },
    ])
    expect(losses.filter(({ id }) => id === 'huber')).toHaveLength(2)
    expect(losses.map(({ id }) => id)).not.toContain('cross-entropy')
    expect(losses.map(({ id }) => id)).not.toContain('combined')
  })

  it('leave out what another library makes of a name, and losses that nobody knows', () => {
    const purpose = purposeOf(predictions([[1]], [-1]))
    const losses = lossesToScore(
      [
        { id: 'my-own', params: {} },
        { id: 'huber', params: { delta: 3 }, dialect: 'no-such-library' },
      ],
      purpose,
    )
    expect(losses.map(({ id }) => id)).not.toContain('my-own')
    expect(losses.filter(({ id }) => id === 'huber')).toEqual([{ id: 'huber', params: {} }])
  })
})
