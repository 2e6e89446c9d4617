import { describe, expect, it } from 'vitest'
import { predictions } from './made.ts'

describe('outputs of a kind', () => {
  it.each([
    [
      'probabilities',
      [[0.2, -0.5]],
      'The output of row 0 is -0.5, and not a probability, which is from 0 to 1',
    ],
    [
      'log-probabilities',
      [
        [-1, -2],
        [-1, 2],
      ],
      'The output of row 1 is 2, and not the logarithm of a probability, which is at most 0',
    ],
    [
      'values-and-variances',
      [[-3, -1]],
      'The output of row 0 is -1, and not a variance, which is at least 0',
    ],
  ] as const)('%s that cannot be such are refused', (kind, outputs, words) => {
    expect(() =>
      predictions(
        outputs,
        outputs.map(() => 1),
        { kind },
      ),
    ).toThrow(words)
  })

  it('may be off by rounding, and NaN, and of other kinds whatever they are', () => {
    for (const [kind, row] of [
      ['probabilities', [1.0004, Number.NaN]],
      ['log-probabilities', [Number.NEGATIVE_INFINITY, 0.0002]],
      ['logits', [-5, Number.POSITIVE_INFINITY]],
      ['values-and-variances', [-3, 0]],
    ] as const)
      expect(predictions([row], [1], { kind }).kind).toBe(kind)
  })
})
