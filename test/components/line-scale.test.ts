import { describe, expect, it } from 'vitest'
import type { ChartLine } from '../../app/components/chart/line.ts'
import { scaleOfLines } from '../../app/components/chart/line-scale.ts'
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
