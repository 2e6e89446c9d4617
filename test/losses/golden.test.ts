import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkGoldenCase } from '../../lib/losses/golden.ts'
import { errorBetween, type GoldenCase, parseGoldenCase } from '../../lib/losses/golden-case.ts'
import { lossIds } from '../../lib/losses/index.ts'

function casesOf(file: string): GoldenCase[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text.trim().split('\n').map(parseGoldenCase)
}

const cases = casesOf('golden.jsonl')
const pytorch = casesOf('pytorch.jsonl')

describe('golden values', () => {
  // The numbers come from the textbook formulas in 80-digit arithmetic, their gradients from central differences there.
  it.each(cases.map((golden) => [golden.loss, golden.case, golden] as const))(
    '%s holds %s',
    (_loss, _name, golden) => {
      expect(checkGoldenCase(golden)).toMatchObject({ held: true })
    },
  )

  // Computed by torch 2.15.0 and torchvision 0.29.2; from the definitions where they have no such loss.
  it.each(pytorch.map((golden) => [golden.loss, golden.case, golden] as const))(
    'of PyTorch: %s holds %s',
    (_loss, _name, golden) => {
      expect(checkGoldenCase(golden)).toMatchObject({ held: true })
    },
  )

  it('gives a finite result where PyTorch overflows though the mathematics is finite', () => {
    const overflowing = pytorch.filter(({ finite }) => finite)
    expect(overflowing.length).toBeGreaterThan(0)
    for (const { finite, ...golden } of overflowing)
      expect(checkGoldenCase({ ...golden, ...(finite as object) }), golden.case).toMatchObject({ held: true })
  })

  it('has at least ten cases for every loss of the library', () => {
    for (const id of lossIds)
      expect(pytorch.filter((golden) => golden.loss === id).length, id).toBeGreaterThanOrEqual(10)
  })

  it('notices a value that is off by more than the tolerance', () => {
    const golden = cases[0]
    if (!golden) throw new Error('There are no cases.')
    expect(checkGoldenCase({ ...golden, value: (golden.value as number) * (1 + 1e-8) }).held).toBe(false)
  })

  it('accepts the finite result where the authority overflows', () => {
    const line = { ...cases[0], value: 'NaN', gradients: { predictions: ['NaN', 'NaN', 'NaN', 'NaN'] } }
    const finite = { value: cases[0]?.value, gradients: cases[0]?.gradients }
    const check = (extra: object) =>
      checkGoldenCase(parseGoldenCase(JSON.stringify({ ...line, ...extra }))).held
    expect(check({ finite })).toBe(true)
    expect(check({ value: 'Infinity', finite })).toBe(true)
    expect(check({ value: 'Infinity' })).toBe(false)
  })

  it('refuses a line that is no case, saying which field is missing', () => {
    expect(() => parseGoldenCase('{')).toThrow('is not JSON')
    expect(() => parseGoldenCase('[]')).toThrow('is not an object')
    expect(() => parseGoldenCase('{"loss":"mse"}')).toThrow('has no usable field "case"')
  })
})

describe('the distance of a result from the expected', () => {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
  it.each([
    ['relative to the largest entry', [1, 102], [0, 100], 0, 0.02],
    ['after the absolute tolerance', [1], [0.5], 0.25, 0.5],
    ['absolute where all is expected to be 0', [0.5], [0], 0, 0.5],
    ['0 for the same Infinity', [infinity], [infinity], 0, 0],
    ['infinite for the other Infinity', [-infinity], [infinity], 0, infinity],
    ['infinite for NaN instead of a number', [nan, 1], [1, 1], 0, infinity],
    ['infinite for Infinity instead of NaN', [infinity], [nan], 0, infinity],
    ['0 for a number instead of NaN', [3], [nan], 0, 0],
    ['infinite for another length', [1, 1], [1], 0, infinity],
  ])('is %s', (_title, got, expected, atol, error) => {
    expect(errorBetween(got, expected, atol)).toBe(error)
  })
})
