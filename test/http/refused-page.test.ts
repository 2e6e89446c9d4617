import { expect, it } from 'vitest'
import { refusedPage } from '../../lib/http/refused-page.ts'
import { Refusal } from '../../lib/refusal.ts'

it.each([
  ['unauthorized', '/', 'This server wants a token: enter it here. Its owner makes one on Settings.'],
  [
    'unauthorized',
    '/runs/a?x=1&token=b',
    'That is no token of this server, or none any more: enter another one.',
  ],
  ['forbidden', '/settings', 'It &lt;needs&gt; owner.'],
] as const)('a person who is refused as %s at %s is told what to do there', (code, address, words) => {
  const page = refusedPage(new Refusal(code, 'It <needs> owner.'), address)
  expect(/role="alert">(.*?)<\/p>/.exec(page)?.[1]).toBe(words)
})

it('the form leads to the address that was asked for, with all that its query says but a token that was wrong', () => {
  const address = '/compare?runs=a,b&q=%22x%22+%26+y&token=wrong&tag=1&tag=2'
  const page = refusedPage(new Refusal('unauthorized', ''), address)
  const hidden = [...page.matchAll(/type="hidden" name="(.*?)" value="(.*?)"/g)].map(([, ...pair]) => pair)
  expect(hidden).toEqual([
    ['runs', 'a,b'],
    ['q', '&quot;x&quot; &amp; y'],
    ['tag', '1'],
    ['tag', '2'],
  ])
})
