import { expect, it } from 'vitest'
import { evidenceText } from '../../lib/detectors/words/numbers.ts'

it.each([
  ['count', 4940, '4,940'],
  ['lastBadStep', 123_456, '123,456'],
  ['learningRate', 0.001, '0.001'],
  ['learningRate', 1e-7, '1e−7'],
  ['level', 0.5, '0.5000'],
  ['value', Number.NaN, 'NaN'],
])('lists %s of %f as %s', (name, value, text) => {
  expect(evidenceText(name, value)).toBe(text)
})
