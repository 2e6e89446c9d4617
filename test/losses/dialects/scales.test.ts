import { describe, expect, it } from 'vitest'
import { isEqual, type LossDialects } from '../../../lib/losses/dialects/dialect.ts'
import { equals } from '../../../lib/losses/dialects/equals.ts'
import { dialects } from '../../../lib/losses/dialects/index.ts'
import type { LibraryId } from '../../../lib/losses/dialects/libraries.ts'
import { type Scale, scaleOf, scales } from '../../../lib/losses/dialects/scales.ts'
import { lossIds, lossOf } from '../../../lib/losses/registry.ts'
import { isSameValue } from './same-value.ts'

const rounded = (value: number) => Number(value.toPrecision(4))

/** What the rows of a library say of its scale; null where it is the yardstick's. */
function saidOf(rows: LossDialects['rows']): Scale | null {
  const meant = rows.filter(({ aside }) => !aside)
  const [first, ...others] = meant
  if (!first || meant.every(isEqual)) return null
  if (others.some(({ value }) => !isSameValue(value, first.value))) return 'several'
  if (meant.some(({ only }) => only === 'here')) return 'elsewhere'
  if (meant.some(({ only }) => only === 'at-defaults')) return 'with-parameters'
  // Nothing is a multiple of 0: two losses that are 0 on a sample need not be the same.
  return first.value === 0 ? 'elsewhere' : rounded(first.value)
}

describe('the scales of dialects', () => {
  it('are what the tables say, without what is equal', () => {
    const said = Object.entries(dialects).flatMap(([loss, { rows, value }]) => {
      const ids = [...new Set(rows.map(({ library }) => library))]
      const others = ids.flatMap((id): [LibraryId, Scale][] => {
        const scale = saidOf(rows.filter(({ library }) => library === id))
        return scale === null ? [] : [[id, scale]]
      })
      return others.length ? [[loss, { value: rounded(value), ...Object.fromEntries(others) }]] : []
    })
    expect(scales).toEqual(Object.fromEntries(said))
  })

  it('know of each library that was measured whether it is equal, and of no other one', () => {
    const said = lossIds.flatMap((loss) => {
      const rows = dialects[loss]?.rows
      // Losses without a table were held to PyTorch's values, where it has them.
      if (!rows) return /PyTorch/.test(lossOf(loss).reference) ? [[loss, ['torch']]] : []
      const ids = [...new Set(rows.map(({ library }) => library))]
      const same = ids.filter((id) => saidOf(rows.filter(({ library }) => library === id)) === null)
      return same.length ? [[loss, same.sort()]] : []
    })
    const listed = Object.entries(equals).map(([loss, ids]) => [loss, [...ids].sort()])
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(said))
  })

  it('have the same four digits where two libraries differ by rounding only', () => {
    for (const { rows, value } of Object.values(dialects)) {
      const others = rows.filter((row) => !isSameValue(row.value, value))
      for (const a of others)
        for (const b of others)
          expect(rounded(a.value) === rounded(b.value)).toBe(isSameValue(a.value, b.value))
    }
  })

  it.each([
    ['kl-div', 'keras', false, 0.2956],
    ['kl-div', 'optax', false, 0.2956],
    ['kl-div', 'torch', false, null],
    ['kl-div', 'PyTorch', false, null],
    ['kl-div', 'Keras', false, 0.2956],
    ['kl-div', 'tf.keras', false, 0.2956],
    ['kl-div', 'TensorFlow', false, 0.2956],
    ['kl-div', '@tensorflow/tfjs', false, 0.2956],
    ['kl-div', 'nolib', false, 'unknown'],
    ['kl-div', 'lightgbm', false, 'unknown'],
    ['dice', 'torch', false, 'unknown'],
    ['dice', 'segmentation_models_pytorch', false, 0.3693],
    ['my-loss', 'keras', false, 'unknown'],
    ['kl-div', undefined, false, null],
    ['kl-div', 'constructor', false, 'unknown'],
    ['constructor', 'keras', false, 'unknown'],
    ['kl-div', 'value', false, 'unknown'],
    ['huber', 'keras', true, null],
    ['huber', 'mxnet', false, null],
    ['huber', 'mxnet', true, 'with-parameters'],
    ['huber', 'lightgbm', false, 1.21],
    ['mape', 'catboost', false, 'elsewhere'],
    ['focal', 'kornia', false, 'several'],
    ['mse', 'optax', false, null],
  ])('of %s in %s, with parameters: %s', (id, dialect, departs, scale) => {
    expect(scaleOf(id, dialect, departs)).toBe(scale)
  })
})
