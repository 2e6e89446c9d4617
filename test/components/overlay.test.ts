/** What a narrow chart writes: a reference beside the number of a finding that stands all along it. */
import type { Chart } from 'chart.js'
import { describe, expect, it } from 'vitest'
import { type Overlay, overlayPlugin } from '../../app/components/chart/overlay.ts'
import type { Palette } from '../../app/components/chart/palette.ts'

type Written = { label: string; left: number; base: number }

/** A chart whose heights are its pixels and whose letters are 6 wide. */
function writtenOn(width: number, shown: Pick<Overlay, 'references' | 'evidence'>): Written[] {
  const written: Written[] = []
  const context = {
    measureText: (text: string) => ({ width: 6 * text.length }),
    fillText: (label: string, left: number, base: number) => written.push({ label, left, base }),
    ...Object.fromEntries(
      ['save', 'restore', 'beginPath', 'rect', 'clip', 'moveTo', 'lineTo', 'stroke', 'arc', 'strokeText'].map(
        (name) => [name, () => {}],
      ),
    ),
    setLineDash: () => {},
  }
  const scale = { getPixelForValue: (value: number) => value }
  const chart = {
    ctx: context,
    scales: { x: scale, y: scale },
    chartArea: { left: 0, top: 0, right: width, bottom: 200, width, height: 200 },
    width,
    getSortedVisibleDatasetMetas: () => [],
  } as unknown as Chart<'line'>
  const none = { ends: [], marks: [], dots: [], flags: [], cross: null, brush: null }
  const plugin = overlayPlugin(() => ({ palette: {} as Palette, ...none, ...shown }))
  plugin.afterDatasetsDraw?.(chart, {}, {}, false)
  return written
}

const best = { y: 100, label: 'best 0.3402 @ step 1,200' }
const then = { levels: [], points: [{ x: 20, y: 96, label: 'best until then 0.3471' }], window: null }

describe('the name of a reference', () => {
  it('stands on its line', () => {
    const [name] = writtenOn(220, { references: [best], evidence: null })
    expect(name).toEqual({ label: best.label, left: 6, base: 96 })
  })

  it('is written though it covers another on a chart that has no room', () => {
    const points = [0, 12, 24, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180].map((y) => ({
      ...{ x: 0, y, label: 'from one edge to the other of it all' },
    }))
    const names = writtenOn(180, { references: [best], evidence: { ...then, points } })
    expect(names.map(({ label }) => label)).toContain(best.label)
  })

  it('stands two lines off where numbers stand above and below it', () => {
    const points = [
      { x: 20, y: 99, label: 'best until then 0.09212' },
      { x: 20, y: 103, label: 'training then −0.009791' },
    ]
    const [name, ...others] = writtenOn(220, { references: [best], evidence: { ...then, points } })
    expect(others).toHaveLength(2)
    for (const { base } of others) expect(Math.abs(base - (name as Written).base)).toBeGreaterThanOrEqual(12)
  })

  it.each([180, 220, 320, 900])('covers no number of a finding on a chart of %i pixels', (width) => {
    const levels = [{ y: 112, label: 'most other runs 0.3350' }]
    const names = writtenOn(width, { references: [best], evidence: { ...then, levels } })
    expect(names.map(({ label }) => label).sort()).toEqual(
      [best.label, then.points[0]?.label, levels[0]?.label].sort(),
    )
    const [name, ...others] = names as [Written, ...Written[]]
    for (const { label, left, base } of others) {
      const isAtRight = label === levels[0]?.label
      const [from, to] = isAtRight ? [left - 6 * label.length, left] : [left, left + 6 * label.length]
      const isBeside = to <= name.left || name.left + 6 * name.label.length <= from
      expect(isBeside || Math.abs(base - name.base) >= 12).toBe(true)
    }
  })
})
