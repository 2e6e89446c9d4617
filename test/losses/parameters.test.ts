import { describe, expect, it } from 'vitest'
import { lossOf, readParams } from '../../lib/losses/index.ts'
import type { UncheckedParams } from '../../lib/losses/parameters.ts'

describe('the parameters of a loss', () => {
  it('have the defaults of PyTorch', () => {
    expect(readParams(lossOf('smooth-l1'))).toEqual({ beta: 1 })
    expect(readParams(lossOf('cross-entropy'))).toEqual({
      weight: null,
      labelSmoothing: 0,
      ignoreIndex: -100,
    })
    expect(readParams(lossOf('bce-with-logits'))).toEqual({ weight: null, posWeight: null })
  })

  it('may be texts, and lists texts with commas', () => {
    expect(readParams(lossOf('smooth-l1'), { beta: '0.5' })).toEqual({ beta: 0.5 })
    expect(readParams(lossOf('cross-entropy'), { weight: '0.2, 1,3' }).weight).toEqual(
      Float64Array.of(0.2, 1, 3),
    )
    expect(readParams(lossOf('bce-with-logits'), { posWeight: 3 }).posWeight).toEqual({
      data: Float64Array.of(3),
      shape: [1],
    })
  })

  it('may be infinite where that means something', () => {
    expect(readParams(lossOf('huber'), { delta: 'Infinity' })).toEqual({ delta: Number.POSITIVE_INFINITY })
    expect(readParams(lossOf('triplet'), { p: Number.NEGATIVE_INFINITY }).p).toBe(Number.NEGATIVE_INFINITY)
  })

  it.each<[string, UncheckedParams, string]>([
    ['mse', { beta: 1 }, 'The loss mse has no parameter "beta": it has none.'],
    ['smooth-l1', { delta: 1 }, 'The loss smooth-l1 has no parameter "delta": it has beta.'],
    ['smooth-l1', { toString: 1 }, 'has no parameter "toString"'],
    [
      'smooth-l1',
      { beta: 'wide' },
      'The parameter beta of the loss smooth-l1 must be a number of at least 0, not "wide".',
    ],
    ['smooth-l1', { beta: '' }, 'not "".'],
    ['smooth-l1', { beta: true }, 'not true.'],
    ['smooth-l1', { beta: -1 }, 'not -1.'],
    ['smooth-l1', { beta: Number.NaN }, 'not NaN.'],
    ['smooth-l1', { beta: Number.NEGATIVE_INFINITY }, 'not -Infinity.'],
    ['triplet', { p: Number.NaN }, 'must be a number, not NaN.'],
    ['triplet', { margin: Number.POSITIVE_INFINITY }, 'not Infinity.'],
    ['cross-entropy', { labelSmoothing: 1.5 }, 'must be a number from 0 to 1, not 1.5.'],
    ['cross-entropy', { ignoreIndex: 0.5 }, 'must be a whole number, not 0.5.'],
    ['cross-entropy', { weight: [1, -2] }, 'must hold a number of at least 0, not -2.'],
    ['bce-with-logits', { posWeight: '1,x' }, 'not "x".'],
    ['huber', { delta: 0 }, 'must be a number above 0, not 0.'],
    ['sigmoid-focal', { alpha: 2 }, 'must be a number of at most 1, not 2.'],
    ['gaussian-nll', { full: 'perhaps' }, 'must be true or false, not "perhaps".'],
    ['gan-bce', { side: 'referee' }, 'must be one of discriminator, generator, not "referee".'],
    ['weighted-mse', { weights: [[1], [-1]] }, 'must hold a number of at least 0, not -1.'],
    ['combined', { terms: [] }, 'must be a sum such as "0.7*mse + 0.3*mae", not [].'],
    ['combined', { terms: '0.5*mse + ' }, '"" is no part of a combined loss'],
    ['combined', { terms: '2 mse' }, '"2 mse" is no part of a combined loss'],
    ['combined', { terms: '-1*mse' }, '"-1*mse" is no part of a combined loss'],
    ['combined', { terms: 'mse + mes' }, 'Unknown loss "mes"'],
    ['combined', { terms: 'huber(beta=1)' }, 'The loss huber has no parameter "beta"'],
    ['combined', { terms: 'huber(delta)' }, 'has "delta" in its brackets: write name=value.'],
    ['combined', { terms: [{ loss: 'mse', weight: -1 }] }, 'a weight of at least 0'],
  ])('of %s cannot be %j', (id, params, message) => {
    expect(() => readParams(lossOf(id), params)).toThrow(message)
  })
})
