import { describe, expect, it } from 'vitest'
import { evaluate, lossOf, tensorOf } from '../../lib/losses/index.ts'

describe('the multi-label margin loss refuses', () => {
  const margin = lossOf('multilabel-margin')
  it.each([
    ['a class that does not exist', [[0, 1]], [[2, -1]], 'Row 0 of the targets holds 2: there are 2 classes'],
    ['half a class', [[0, 1]], [[0.5, -1]], 'holds 0.5'],
    ['lists of another length', [[0, 1]], [[0]], 'the shape [1, 2] but the targets have the shape [1, 1]'],
    ['places', [[[0, 1]]], [[[0, -1]]], 'must be [samples, classes], or [classes]'],
  ])('%s', (_what, x, y, message) => {
    const batch = { inputs: { predictions: tensorOf(x) }, targets: { targets: tensorOf(y) } }
    expect(() => evaluate(margin, batch)).toThrow(message)
  })
})
