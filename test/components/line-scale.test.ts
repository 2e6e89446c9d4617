import { describe, expect, it } from 'vitest'
import type { ChartLine } from '../../app/components/chart/line.ts'
import { blankOf, scaleOfLines } from '../../app/components/chart/line-scale.ts'
import { divergedAt } from '../../lib/summary/diverged-at.ts'
import { finding } from '../summary/summarised.ts'

const steps = Float64Array.from({ length: 100 }, (_, i) => i)
const values = steps.map((step) => (step < 50 ? 2 - step / 50 : 2 ** (step - 48)))
const line: ChartLine = {
  ...{ key: 'train/loss', label: 'train/loss', hue: 0, stroke: 'train' },
  columns: { steps, values, times: steps },
}
const away = finding('away', { step: 50 }).finding

describe('the heights of a run that diverged', () => {
  it('are those of before, and the rest is counted', () => {
    const scale = scaleOfLines([line], { kind: 'linear', divergedAt: divergedAt([away], ['train/loss']) })
    expect(scale.max).toBeLessThan(2.5)
    expect(scale.above).toBe(50)
  })

  it('are all of them on a log axis, where asked for all, and in a picture of what ran away only', () => {
    const tops = [
      scaleOfLines([line], { kind: 'log', divergedAt: 50 }),
      scaleOfLines([line], { kind: 'linear', divergedAt: 50, whole: true }),
      scaleOfLines([line], { kind: 'linear', divergedAt: 50, zoom: [60, 99] }),
    ]
    expect(tops.map(({ above }) => above)).toEqual([0, 0, 0])
  })

  it('are all of them again once it has come back', () => {
    expect(divergedAt([{ ...away, resolvedStep: 90 }], ['train/loss'])).toBeNull()
    expect(divergedAt([{ ...away, code: 'spike' }, away, { ...away, step: 40 }], ['train/loss'])).toBe(40)
    expect(divergedAt([away], ['val/accuracy'])).toBeNull()
  })
})

describe('a chart without a curve', () => {
  const of = (steps: number[], values: number[]): ChartLine => ({
    ...line,
    columns: {
      ...{ steps: Float64Array.from(steps), values: Float64Array.from(values) },
      times: Float64Array.from(steps),
    },
  })

  it.each<[string, ChartLine[], [number, number] | null, string | null]>([
    ['without lines', [], null, 'No values yet.'],
    ['without values', [of([], [])], [1, 9], 'No values yet.'],
    ['zoomed beside them', [of([1, 2], [1, 1])], [5, 9], 'Nothing was logged in this part of the axis.'],
    [
      'of NaN',
      [of([1, 2], [Number.NaN, Number.POSITIVE_INFINITY])],
      null,
      'No value here is a finite number.',
    ],
    ['zoomed into NaN', [of([1, 2], [1, Number.NaN])], [2, 3], 'No value here is a finite number.'],
    ['with one value', [of([1, 2], [1, Number.NaN])], null, null],
  ])('says why, %s', (_what, lines, zoom, sentence) => {
    expect(blankOf(lines, zoom)).toBe(sentence)
  })
})
