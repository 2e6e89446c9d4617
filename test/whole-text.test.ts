import { expect, it } from 'vitest'
import { keptName, keptText } from '../lib/protocols/kept-text.ts'
import { cut } from '../lib/refusal.ts'
import { isWholeText, wholeText } from '../lib/whole-text.ts'

const smiley = '\u{1F600}'

it('a text is whole when what cannot be stored is replaced', () => {
  expect(wholeText(`a\0b\ud83d${smiley}`)).toBe(`a\ufffdb\ufffd${smiley}`)
  expect(wholeText('abc', 2)).toBe('ab')
  expect(wholeText('abc', 9)).toBe('abc')
})

it.each<[string, (text: string) => string | undefined, number]>([
  ['a text', (text) => wholeText(text, 10), 10],
  ['a name of another tool', keptName, 250],
  ['notes of another tool', keptText, 10_000],
  ['what a sentence quotes', (text) => cut(text, 10), 10],
])('%s is whole where it is cut within a character', (_what, shorten, most) => {
  const short = shorten('x'.repeat(most - 1) + smiley) ?? ''
  expect(isWholeText(short)).toBe(true)
  expect(short.startsWith('x'.repeat(most - 1))).toBe(true)
})

it('no name is kept of what is no text, or empty', () => {
  expect([undefined, null, '', 7, {}].map(keptName)).toEqual(Array(5).fill(undefined))
})
