import { describe, expect, it } from 'vitest'
import { isEqual, type LossDialects } from '../../../lib/losses/dialects/dialect.ts'
import { dialects } from '../../../lib/losses/dialects/index.ts'
import { libraries } from '../../../lib/losses/dialects/libraries.ts'
import { batchOf } from '../../../lib/losses/dialects/sample.ts'
import { evaluate, isLossId, lossOf, readParams } from '../../../lib/losses/index.ts'
import { isSameValue } from './same-value.ts'

const all = Object.entries(dialects)
const rows = all.flatMap(([loss, of]) => of.rows.map((row) => ({ loss, of, row })))

/** What the product makes of the sample. */
function own(loss: string, { sample }: LossDialects): number {
  const params = readParams(lossOf(loss), sample.params ?? {})
  return evaluate(lossOf(loss), batchOf(sample), { params }).value
}

describe('the dialects of a loss', () => {
  it('are known for 31 losses, in 22 libraries', () => {
    expect(all).toHaveLength(31)
    expect(new Set(rows.map(({ row }) => row.library))).toEqual(new Set(Object.keys(libraries)))
    expect(rows).toHaveLength(210)
  })

  it.each(all)('belong to a loss that there is, whose own value is the stored one: %s', (loss, of) => {
    expect(isLossId(loss)).toBe(true)
    expect(isSameValue(own(loss, of), of.value)).toBe(true)
    expect(own(loss, of)).toBeCloseTo(of.value, 6)
  })

  it.each(rows.map((one) => [`${one.loss}: ${one.row.library} ${one.row.call}`, one] as const))(
    'say what the figures say: %s',
    (_, { of, row }) => {
      expect(isSameValue(row.value, of.value)).toBe(row.factor === 1)
      if (typeof row.factor === 'number') expect(row.value / of.value).toBeCloseTo(row.factor, 3)
      // What differs is told in whole sentences.
      if (!isEqual(row)) expect(row.words).not.toBe('')
      if (row.words) expect(row.words).toMatch(/^[A-Z0-9].*\.$/s)
    },
  )

  it('have PyTorch as the yardstick wherever it has the loss', () => {
    for (const { rows, yardstick, value } of Object.values(dialects)) {
      const torch = rows.filter(({ library }) => library === 'torch')
      expect(torch).toHaveLength(yardstick === 'PyTorch' ? 1 : 0)
      for (const row of torch) expect(row.value).toBe(value)
    }
  })
})
