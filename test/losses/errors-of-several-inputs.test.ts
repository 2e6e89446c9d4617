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

describe('losses of several inputs refuse', () => {
  const pair = { output1: tensorOf([[1, 2]]), output2: tensorOf([[1, 2]]) }
  const value = (id: string, batch: LossBatch, params: UncheckedParams = {}, reduction: Reduction = 'mean') =>
    evaluate(lossOf(id), batch, { params: readParams(lossOf(id), params), reduction })

  it('embeddings of different lengths', () => {
    const inputs = { ...pair, output2: tensorOf([[1, 2, 3]]) }
    const message = 'the shape [1, 2] but the rows of output2 have the shape [1, 3]'
    expect(() => value('contrastive', { inputs, targets: { targets: tensorOf([0]) } })).toThrow(message)
  })

  it('a label that is neither the same nor different', () => {
    const batch = { inputs: pair, targets: { targets: tensorOf([-1]) } }
    expect(() => value('contrastive', batch)).toThrow('must be 0 (same) or 1 (different)')
  })

  it('weights where samples are not independent', () => {
    expect(() => value('info-nce', { inputs: pair, targets: {}, weights: [1] })).toThrow('takes no weights')
  })

  it('the inputs of the other side', () => {
    const fake = tensorOf([1])
    expect(() => value('lsgan', { inputs: { fake }, targets: {} })).toThrow(
      'This side of the loss needs real',
    )
    const both = { inputs: { fake, real: fake }, targets: {} }
    expect(() => value('lsgan', both, { side: 'generator' })).toThrow('takes fake, not real')
    expect(() => value('lsgan', both, {}, 'none')).toThrow(
      'has no reduction "none": choose one of mean, sum.',
    )
  })

  it('boxes that are no four numbers', () => {
    const inputs = { boxes: tensorOf([[1, 2]]), logits: tensorOf([[1, 2]]) }
    const targets = { boxes: tensorOf([[1, 2]]), classes: tensorOf([1]) }
    expect(() => value('detection', { inputs, targets })).toThrow('must be [1, 4]')
  })

  it('logits of another number of rows than the boxes, and blames the logits', () => {
    const inputs = { boxes: tensorOf([[1, 2, 3, 4]]), logits: tensorOf([1, 2]) }
    const targets = { boxes: tensorOf([[1, 2, 3, 4]]), classes: tensorOf([1]) }
    const message =
      'The logits have the shape [2] but must be [1, classes], a row for each of the boxes [1, 4].'
    expect(() => value('detection', { inputs, targets })).toThrow(message)
  })

  it('another number of gradient norms than of real samples', () => {
    const inputs = { real: tensorOf([1]), fake: tensorOf([1, 2]), gradientNorms: tensorOf([1, 1, 1]) }
    expect(() => value('wasserstein', { inputs, targets: {} })).toThrow(
      'The gradientNorms have the shape [3] but real has the shape [1]: there must be one norm for each real sample.',
    )
  })

  it('variances that are neither equal, nor one for each row, nor one', () => {
    const mean = tensorOf([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const message = 'the shape [2, 3] but the variances have the shape [3]'
    expect(() =>
      value('gaussian-nll', { inputs: { mean, variance: tensorOf([1, 1, 1]) }, targets: { targets: mean } }),
    ).toThrow(message)
  })

  it('unreduced terms of different shapes', () => {
    const logits = tensorOf([[1, -1]])
    const batch = { inputs: { predictions: logits }, targets: { targets: tensorOf([[1, 0]]) } }
    const terms = { terms: 'bce-with-logits + dice' }
    expect(value('combined', batch, terms).value).toBeGreaterThan(0)
    expect(() => value('combined', batch, terms, 'none')).toThrow('only mean and sum are possible')
  })
})
