import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { fieldAxis, usualAxes } from '../../lib/compare/field-axis.ts'
import { metricChoice } from '../../lib/compare/metric-choice.ts'
import { percentText } from '../../lib/compare/percent.ts'
import { askedOf, fieldOf, fieldsOf, hasMistakable, offeredValues } from '../../lib/compare/run-fields.ts'
import { differs, sortedRuns, usualColumns } from '../../lib/compare/run-order.ts'
import { matches, parseQuery } from '../../lib/query/index.ts'
import type { ParamValue, Run } from '../../lib/run.ts'
import { ce, compared, mse, run } from './compared.ts'

const mae = (id: string, best: number, last: number, changes: Partial<Run> = {}) =>
  compared(run(id, { loss: mse, ...changes }), { 'val/mae': { best, last }, lr: { last: 0.5 } })
const runs = [
  mae('a', 17, 19, { params: { lr: 0.1, note: '' }, tags: ['good'], group: 'first' }),
  mae('b', 16, Number.NaN, { params: { lr: 0.001, note: 0 as ParamValue }, loss: ce }),
  mae('c', 18, 18, { params: { lr: 0.01 } }),
]
const idsWhere = (text: string) => {
  const parsed = parseQuery(text)
  if ('fault' in parsed || !parsed.query) throw new Error(text)
  const { query } = parsed
  return runs.filter((one) => matches(query, askedOf(one))).map(({ run }) => run.id)
}

describe('the fields of a run', () => {
  it.each([
    ['loss = mse and lr < 0.05 and val/mae < 18.5', ['c']],
    ['val/mae <= 17', ['a', 'b']],
    ['val/mae@last > 18.5', ['a']],
    ['val/mae@last = nan', ['b']],
    ['note = none', ['c']],
    ['note = ""', ['a']],
    ['note = 0', ['b']],
    ['tags = good or sweep = first', ['a']],
    ['cross-entropy', ['b']],
    ['seed = 1', ['a', 'b', 'c']],
  ])('%s finds %s', (text, ids) => {
    expect(idsWhere(text)).toEqual(ids)
  })

  it('are its own, its parameters and its series, of which a parameter hides one of its name', () => {
    const fields = fieldsOf(runs)
    expect(fields.get('loss')).toBe('own')
    expect(fields.get('lr')).toBe('param')
    expect(fields.get('val/mae@last')).toBe('metric')
    expect(fieldOf(runs[0] as ComparedRun, 'lr')).toBe(0.1)
    expect(offeredValues(runs).get('loss')).toEqual(['mse', 'cross-entropy'])
    expect(offeredValues(runs).get('val/mae')).toEqual([])
  })

  it('are shown in quotes where a text of one run reads as the number or the flag of another', () => {
    const of = (...values: (string | number | boolean)[]) =>
      values.map((n, i) => compared(run(String(i), { params: { n } }), {}))
    expect(hasMistakable(of(0, '0'), 'n')).toBe(true)
    expect(hasMistakable(of(false, 'false'), 'n')).toBe(true)
    expect(hasMistakable(of('0', '1', ''), 'n')).toBe(false)
    expect(hasMistakable(of(1, 'adam'), 'n')).toBe(false)
  })

  it('tell nothing, an empty text and 0 apart', () => {
    expect(differs(runs, 'note')).toBe(true)
    expect(differs(runs, 'seed')).toBe(false)
    expect(
      differs(
        [run('x', { params: { n: 0 } }), run('y', { params: { n: '0' } })].map((one) => compared(one, {})),
        'n',
      ),
    ).toBe(true)
  })
})

describe('rows in order', () => {
  const order = (field: string, isDescending: boolean) =>
    sortedRuns(
      runs.map((one) => ({ compared: one })),
      { field, isDescending },
    ).map((item) => item.compared.run.id)

  it('go by any field, with NaN and nothing last either way', () => {
    expect(order('val/mae', false)).toEqual(['b', 'a', 'c'])
    expect(order('val/mae@last', false)).toEqual(['c', 'a', 'b'])
    expect(order('val/mae@last', true)).toEqual(['a', 'c', 'b'])
    expect(order('sweep', true)[0]).toBe('a')
    expect(order('note', false)).toEqual(['b', 'a', 'c'])
  })

  it('stay whole, whatever the values', () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), fc.boolean(), (values, isDescending) => {
        const items = values.map((one, at) => ({
          compared: compared(run(`${at}`, { params: one === null ? {} : { p: one } }), {}),
        }))
        const sorted = sortedRuns(items, { field: 'p', isDescending })
        expect(new Set(sorted)).toEqual(new Set(items))
        expect(sortedRuns(sorted, { field: 'p', isDescending })).toEqual(sorted)
      }),
    )
  })

  it('have the columns that tell most, unless a person says otherwise', () => {
    expect(usualColumns(runs, metricChoice(runs))).toEqual(['loss', 'seed', 'val/mae', 'lr', 'note'])
  })
})

describe('axes of fields', () => {
  it('are logarithmic for positive numbers far apart, and places for texts', () => {
    const lr = fieldAxis(runs, 'lr')
    expect(lr.isLog).toBe(true)
    expect(lr.shareOf(0.01)).toBeCloseTo(0.5, 9)
    expect(fieldAxis(runs, 'loss').ticks.map(({ label }) => label)).toEqual(['cross-entropy', 'mse'])
    expect(fieldAxis(runs, 'val/mae@last').shareOf(Number.NaN)).toBeNull()
    expect(usualAxes(runs, metricChoice(runs), 'val/mae')).toEqual(['loss', 'lr', 'note', 'val/mae'])
  })

  it('have a place on the axis for every finite number', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 20 }), (values) => {
        const all = values.map((value, at) => compared(run(`${at}`, { params: { p: value } }), {}))
        const axis = fieldAxis(all, 'p')
        for (const value of values) {
          const share = axis.shareOf(value)
          if (Number.isFinite(value)) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          } else expect(share).toBeNull()
        }
      }),
    )
  })
})

it.each([
  [103.2, 100, '+3.20 %'],
  [90, 100, '−10 %'],
  [5, 5, 'same'],
  [1, 0, null],
  [Number.NaN, 1, null],
  [-90, -100, '+10 %'],
  ['1', 1, null],
])('%s against %s is %s', (value, against, text) => {
  expect(percentText(value, against)).toBe(text)
})
