import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readColumns, writeColumns } from '../../lib/search/columns.ts'

describe('columns in an address', () => {
  it('are read as they were written, whatever they are called, each once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (names) => {
        expect(readColumns(writeColumns(names))).toEqual(names)
        expect(readColumns(writeColumns([...names, ...names]))).toEqual(names)
      }),
    )
  })

  it('are the usual ones where none are named, and none where somebody wants none', () => {
    expect(readColumns(null)).toBeNull()
    expect(readColumns('')).toEqual([])
  })
})
