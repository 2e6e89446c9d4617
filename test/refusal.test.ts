import { describe, expect, it } from 'vitest'
import { isRefusal, Refusal, shown } from '../lib/refusal.ts'

/** As another bundle has it: the same text, another class. */
class Bundled extends Error {
  override name = 'Refusal'
}

describe('a refusal', () => {
  it.each([new Refusal('invalid', 'Too long.'), new Bundled('Too long.')])('is known, %o', (error) => {
    expect(isRefusal(error)).toBe(true)
  })

  it.each([new Error('Refusal'), new TypeError('x'), null, undefined, 'Refusal', 7])('is not %o', (error) => {
    expect(isRefusal(error)).toBe(false)
  })
})

it.each<[unknown, string]>([
  [undefined, 'nothing'],
  [null, 'null'],
  ['a\nb', '"a b"'],
  [[1, [2]], 'a list of 2'],
  [{ a: 1 }, 'an object'],
  [Number.NaN, 'NaN'],
])('%o stands in a sentence as %s', (value, words) => {
  expect(shown(value)).toBe(words)
})
