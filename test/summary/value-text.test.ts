import { expect, it } from 'vitest'
import { valueText } from '../../lib/summary/value-text.ts'

it.each([
  ['lr', 0.001, '0.001'],
  ['train/learning_rate', 0.05, '0.05'],
  ['lr', 0.0009755, '9.76e−4'],
  ['lr', 10, '10'],
  ['lr', 1.5, '1.5'],
  ['lr', 0, '0'],
  ['lr', Number.NaN, 'NaN'],
  ['system/cpu', 12.34, '12.3 %'],
  ['val/accuracy', 0.5, null],
  ['system/cpu', Number.NaN, null],
])('writes %s of %f as %s', (name, value, text) => {
  expect(valueText(name, value)).toBe(text)
})
