import { describe, expect, it } from 'vitest'
import { dataFactsOf, evaluate, lossFacts, lossIds, lossOf, readParams } from '../../lib/losses/index.ts'

describe('the facts of a loss', () => {
  it.each([
    [2, Math.LN2],
    [3, 1.0986],
    [10, Math.LN10],
  ])('say that cross-entropy over %i classes starts from %f', (classes, level) => {
    expect(lossFacts({ id: 'cross-entropy', params: {} }, { classes }).chanceLevel).toBeCloseTo(level, 4)
  })

  it.each([
    [2, 0.1985],
    [10, 0.5003],
  ])('say that smoothing by 0.1 over %i classes ends at %f', (classes, floor) => {
    const facts = lossFacts({ id: 'cross-entropy', params: { labelSmoothing: 0.1 } }, { classes })
    expect(facts.floor).toBeCloseTo(floor, 4)
  })

  it('say that BCE starts from ln 2, or from the entropy of the labels where it is known', () => {
    const loss = { id: 'bce-with-logits', params: {} }
    expect(lossFacts(loss, {}).chanceLevel).toBe(Math.LN2)
    expect(lossFacts(loss, { classPrior: [0.5] }).chanceLevel).toBeCloseTo(Math.LN2, 14)
    expect(lossFacts(loss, { classPrior: [0.1, 0.9, 0] }).chanceLevel).toBeCloseTo(
      (2 * 0.3250829733914482) / 3,
      14,
    )
  })

  it('say what a constant reaches under a weight of the positives', () => {
    const loss = lossOf('bce-with-logits')
    const level = loss.chanceLevel?.({ classPrior: [0.2] }, readParams(loss, { posWeight: 3 }))
    const at = (p: number) => -3 * 0.2 * Math.log(p) - 0.8 * Math.log(1 - p)
    const best = Math.min(...Array.from({ length: 9999 }, (_, i) => at((i + 1) / 1e4)))
    expect(level).toBeCloseTo(best, 6)
  })

  it('take variance and deviation of the targets for mse and mae', () => {
    const facts = { targetVariance: 4, targetMeanAbsoluteDeviation: 1.5 }
    expect(lossFacts({ id: 'mse', params: {} }, facts)).toEqual({
      lowerBound: 0,
      chanceLevel: 4,
      floor: 0,
      levels: [{ value: 4, cause: 'predicts-prior' }],
    })
    expect(lossFacts({ id: 'mae', params: {} }, facts).chanceLevel).toBe(1.5)
    expect(lossFacts({ id: 'smooth-l1', params: {} }, facts).chanceLevel).toBe(null)
  })

  it('say that a mask that covers everything is the best constant for Dice', () => {
    const at = (p: number) => 1 - (2 * p * 0.3) / (p + 0.3)
    const best = Math.min(...Array.from({ length: 101 }, (_, i) => at(i / 100)))
    expect(lossFacts({ id: 'dice', params: {} }, { classPrior: [0.3] }).chanceLevel).toBeCloseTo(best, 12)
    expect(lossFacts({ id: 'iou', params: {} }, { classPrior: [0.3] }).chanceLevel).toBeCloseTo(0.7, 12)
  })

  it.each([
    ['hinge', (x: number) => 0.2 * Math.max(0, 1 - x) + 0.8 * Math.max(0, 1 + x)],
    ['squared-hinge', (x: number) => 0.2 * Math.max(0, 1 - x) ** 2 + 0.8 * Math.max(0, 1 + x) ** 2],
    ['soft-margin', (x: number) => 0.2 * Math.log1p(Math.exp(-x)) + 0.8 * Math.log1p(Math.exp(x))],
  ])('say what a constant score reaches under %s', (id, at) => {
    const best = Math.min(...Array.from({ length: 8001 }, (_, i) => at(i / 1000 - 4)))
    expect(lossFacts({ id, params: {} }, { classPrior: [0.2] }).chanceLevel).toBeCloseTo(best, 6)
  })

  it('say where collapsed embeddings stand', () => {
    expect(lossFacts({ id: 'triplet', params: { margin: 0.3 } }, {}).chanceLevel).toBe(0.3)
    expect(lossFacts({ id: 'contrastive', params: { margin: 2 } }, { classPrior: [0.5] }).chanceLevel).toBe(2)
    const pairs = lossFacts({ id: 'hinge-embedding', params: { margin: 2 } }, { classPrior: [0.75] })
    expect(pairs).toMatchObject({ chanceLevel: 0.5, levels: [{ value: 0.5, cause: 'collapsed-embedding' }] })
    expect(lossFacts({ id: 'hinge-embedding', params: {} }, {}).chanceLevel).toBe(null)
    expect(lossFacts({ id: 'info-nce', params: {} }, { batchSize: 64 }).chanceLevel).toBe(Math.log(127))
  })

  it('say that only some losses have no lower bound, some on one side only', () => {
    const bound = (id: string, params = {}) => lossFacts({ id, params }, {}).lowerBound
    const without = lossIds.filter((id) => bound(id) === null)
    expect(without).toEqual([
      'poisson-nll',
      'gaussian-nll',
      'nll',
      'ctc',
      'kl-div',
      'hinge-embedding',
      'wasserstein',
    ])
    expect(bound('gan-hinge', { side: 'generator' })).toBe(null)
    expect(bound('gan-bce', { side: 'generator' })).toBe(0)
    expect(bound('gan-bce', { side: 'generator', nonSaturating: false })).toBe(null)
  })

  it('of a combined loss are the weighted sums of its terms', () => {
    const loss = { id: 'combined', params: { terms: '0.7*mse + 2*mae' } }
    const facts = { targetVariance: 4, targetMeanAbsoluteDeviation: 1.5 }
    expect(lossFacts(loss, facts)).toMatchObject({ lowerBound: 0, chanceLevel: 0.7 * 4 + 2 * 1.5, floor: 0 })
    expect(lossFacts({ id: 'combined', params: { terms: 'mse + nll' } }, facts).lowerBound).toBe(null)
  })

  it('are all unknown for a foreign loss, for foreign parameters and for none', () => {
    const nothing = { lowerBound: null, chanceLevel: null, floor: null, levels: [] }
    expect(lossFacts(null, { classes: 10 })).toEqual(nothing)
    expect(lossFacts({ id: 'my-loss', params: {} }, {})).toEqual(nothing)
    expect(lossFacts({ id: 'toString', params: {} }, {})).toEqual(nothing)
    expect(lossFacts({ id: 'mse', params: { reduction: 'mean' } }, {})).toEqual(nothing)
  })
})

describe('the telltales of a loss', () => {
  const levelOf = (id: string, cause: string, facts = {}, params = {}) =>
    lossFacts({ id, params }, facts).levels.find((level) => level.cause === cause)?.value

  it.each([
    [2, 0.3133],
    [3, 0.5514],
    [4, 0.7437],
    [10, 1.4612],
  ])('name a softmax before cross-entropy over %i classes at %f', (classes, value) => {
    expect(levelOf('cross-entropy', 'softmax-before-cross-entropy', { classes })).toBeCloseTo(value, 4)
  })

  it('agree with the library where the mistake is made', () => {
    const perfect = { data: Float64Array.of(0, 1, 0), shape: [1, 3] }
    const targets = { targets: { data: Int32Array.of(1), shape: [1] } }
    const { value } = evaluate(lossOf('cross-entropy'), { inputs: { predictions: perfect }, targets })
    expect(levelOf('cross-entropy', 'softmax-before-cross-entropy', { classes: 3 })).toBeCloseTo(value, 14)
  })

  it('name the entropy of the classes, a second sigmoid, a clamped logarithm, an empty mask, collapsed embeddings', () => {
    expect(levelOf('cross-entropy', 'predicts-prior', { classPrior: [0.5, 0.25, 0.25] })).toBeCloseTo(
      1.5 * Math.LN2,
      14,
    )
    expect(levelOf('bce-with-logits', 'sigmoid-before-bce-with-logits', { classPrior: [1] })).toBeCloseTo(
      0.3133,
      4,
    )
    expect(levelOf('bce-with-logits', 'sigmoid-before-bce-with-logits', { classPrior: [0] })).toBe(Math.LN2)
    expect(
      lossFacts({ id: 'bce', params: {} }, {}).levels.map(({ value }) => Number(value.toFixed(2))),
    ).toEqual([16.12, 27.63, 87.34, 100, Number.POSITIVE_INFINITY])
    expect(levelOf('dice', 'empty-mask')).toBe(1)
    expect(levelOf('triplet', 'collapsed-embedding', {}, { margin: 0.3 })).toBe(0.3)
  })

  it('say nothing where weights or smoothing move the levels', () => {
    const facts = { classes: 2, classPrior: [0.5, 0.5] }
    expect(lossFacts({ id: 'cross-entropy', params: { labelSmoothing: 0.1 } }, facts).levels).toEqual([])
    expect(lossFacts({ id: 'bce-with-logits', params: { posWeight: 3 } }, facts).levels).toEqual([])
  })
})

describe('the facts in the params of a run', () => {
  it('are read by name', () => {
    const params = {
      classes: 2,
      class_prior: '0.25, 0.75',
      target_variance: 1,
      target_mean_absolute_deviation: 0.5,
    }
    expect(dataFactsOf(params)).toEqual({
      classes: 2,
      classPrior: [0.25, 0.75],
      targetVariance: 1,
      targetMeanAbsoluteDeviation: 0.5,
    })
  })

  it.each([
    [{}],
    [{ classes: 'ten', class_prior: 'even', target_variance: -1 }],
    [{ classes: 0, class_prior: '0.5,', target_variance: Number.NaN }],
    [{ class_prior: true, target_mean_absolute_deviation: false }],
  ])('are left out when they make no sense: %j', (params) => {
    expect(dataFactsOf(params)).toEqual({})
  })
})
