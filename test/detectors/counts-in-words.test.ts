/** Sentences say how often something was seen as it was counted, whatever the thresholds are. */
import { expect, it } from 'vitest'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import type { Finding } from '../../lib/run.ts'
import { healthy } from './curves.ts'
import { epochs, watched } from './watching.ts'

function saidOf(code: string, series: Record<string, number[]>, thresholds = {}): string {
  const all = watched(series, { ...epochs, lowerBound: 0, thresholds })
  const found = all.filter((finding) => finding.code === code)
  return describeFinding(found.at(-1) as Finding).happened
}

it.each([
  ['as many as are asked for by default', {}, 'for 2 values running, from step 20.'],
  ['as many as the owner asks for', { 'masked-nan': { zeros: 4 } }, 'for 4 values running, from step 20.'],
  ['a single one', { 'masked-nan': { zeros: 1 } }, 'was exactly 0 at step 20.'],
])('zeros: %s', (_which, thresholds, sentence) => {
  expect(saidOf('masked-nan', { loss: [...healthy(20), 0, 0, 0, 0] }, thresholds)).toContain(sentence)
})

const nan = Number.NaN
const inf = Number.POSITIVE_INFINITY
it.each([
  ['NaN running', Array(12).fill(nan), 'was not a number at least 10 times running.'],
  [
    'NaN in every other value, which is as bad',
    Array(25).fill([nan, 1]).flat(),
    /not a number at least \d\d times\.$/,
  ],
  ['one infinite value', [inf, 1], 'was infinite once.'],
  ['an infinite value now and then', Array(10).fill([inf, 1, 1]).flat(), 'was infinite at least 10 times.'],
])('gradient norms: %s', (_which, norms, sentence) => {
  const said = saidOf('broken-gradient', { loss: healthy(60), grad_norm: [1, 1, ...norms] })
  expect(said).toMatch(sentence)
})

it.each([
  ['negative', 'rowsToClear', { loss: [1, 0.5, -0.2, ...Array(30).fill(0.4)] }],
  [
    'dead-gradient',
    'rows',
    { loss: healthy(60), grad_norm: [1, ...Array(30).fill(0), ...Array(29).fill(1)] },
  ],
])('the end of %s names no number of values, which the owner may set', (code, name, series) => {
  const said = saidOf(code, series, { [code]: { [name]: 3 } })
  expect(said).toMatch(/since, and stood at/)
  expect(said).not.toMatch(/ten|twenty/)
})
