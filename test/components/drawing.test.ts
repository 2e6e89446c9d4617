import { describe, expect, it } from 'vitest'
import { drawLines } from '../../app/components/chart/drawing.ts'
import { type ChartLine, stepAxis } from '../../app/components/chart/line.ts'
import type { Palette } from '../../app/components/chart/palette.ts'
import { averagesOf } from '../../lib/averages.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'
import { thin } from '../../lib/rollup.ts'
import type { Columns } from '../../lib/series.ts'

const palette = { hues: Array.from({ length: 8 }, () => 'rgb(1, 2, 3)') } as unknown as Palette

function columnsOf(values: ArrayLike<number>): Columns {
  const steps = Float64Array.from({ length: values.length }, (_, i) => i)
  return { steps, values: Float64Array.from(values), times: steps }
}

const lineOf = (columns: Columns, rest: Partial<ChartLine> = {}): ChartLine => ({
  key: 'train/loss',
  label: 'train/loss',
  columns,
  hue: 0,
  stroke: 'train',
  ...rest,
})

const draw = (lines: ChartLine[], smoothing = 0, to = 1e6) =>
  drawLines(lines, { x: stepAxis, scale: createYScale([0, 32], 'linear'), smoothing, palette, to })

describe('a smoothed line', () => {
  const whole = columnsOf(Float64Array.from({ length: 64_000 }, (_, i) => (i % 32 === 0 ? 32 : 0)))
  const averages = averagesOf('train/loss', whole)
  const shownAs = (columns: Columns) => draw([lineOf(columns, { averages })], 0.6).datasets[1]?.data

  it('goes by averages: a mean of 1 is drawn at 1, though the points in the picture are extremes', () => {
    for (const { y } of shownAs(thin(whole, 500)) as { y: number }[]) expect(y).toBeCloseTo(1, 12)
  })

  it('is the same whatever part of the series, and however much of it, is in the picture', () => {
    const detail = {
      steps: whole.steps.slice(100, 200),
      values: whole.values.slice(100, 200),
      times: whole.times,
    }
    expect(shownAs(detail)).toEqual(shownAs(whole))
  })

  it('is drawn as logged while no averages are known, and has the tooltip of what was logged', () => {
    expect(draw([lineOf(whole)], 0.6).datasets.map(({ label }) => label)).toEqual(['train/loss'])
    expect(draw([lineOf(whole, { averages })], 0.6).datasets.map(({ label }) => label)).toEqual([
      'train/loss',
      '',
    ])
  })

  it('has its name where it leaves the picture', () => {
    expect(draw([lineOf(columnsOf([1, 2, Number.NaN, 4, 5]))], 0, 2).ends).toMatchObject([{ x: 1, y: 2 }])
  })

  it('has the marks of each series in a row of its own, under its name and in its colour', () => {
    const holed = columnsOf([1, Number.NaN, 3])
    const { marks } = draw([lineOf(holed), lineOf(holed, { key: 'v', label: 'val/loss', hue: 3 })])
    expect(marks.map(({ row, label }) => [row, label])).toEqual([
      [0, 'train/loss'],
      [1, 'val/loss'],
    ])
  })

  it('keeps the marks of NaN and infinity', () => {
    const holed = columnsOf([1, Number.NaN, 3, Number.POSITIVE_INFINITY])
    const { marks } = draw([lineOf(holed, { averages: averagesOf('a', holed) })], 0.6)
    expect(marks.map(({ x, value }) => [x, value])).toEqual([
      [1, Number.NaN],
      [3, Number.POSITIVE_INFINITY],
    ])
  })
})
