import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, printableAnswer, printableJson } from '../../scripts/lossglass/printable.ts'

const any = fc.string({ unit: 'binary', maxLength: 40 })
/** What a terminal obeys, and what turns the direction of writing. */
const obeyed = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u

describe('what may go to a terminal', () => {
  it('has nothing in it that a terminal obeys, whatever the text', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(printable(text)).not.toMatch(obeyed)
        expect(printable(text)).not.toContain('\n')
        expect(JSON.stringify(printableAnswer({ [text]: [text, { text }] }))).not.toMatch(obeyed)
      }),
    )
  })

  it('is the text itself where there is nothing of that in it', () => {
    for (const text of ['digits 23', 'größer', '损失', '𝓁oss', 'a\u0301']) expect(printable(text)).toBe(text)
  })

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(fc.record({ name: any, list: fc.array(any) }), (value) => {
        const text = printableJson(JSON.stringify(value))
        expect(text).not.toMatch(obeyed)
        expect(JSON.parse(text)).toEqual(value)
      }),
    )
  })
})
