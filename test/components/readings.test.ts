import { describe, expect, it } from 'vitest'
import { type ChartLine, epochAxis, stepAxis } from '../../app/components/chart/line.ts'
import { placeBeside, placeOf, readingsAt } from '../../app/components/chart/readings.ts'

function lineOf(key: string, steps: number[]): ChartLine {
  const column = Float64Array.from(steps)
  return {
    key,
    label: key,
    columns: { steps: column, values: column.map((step) => step / 10), times: column },
    hue: 0,
    stroke: 'train',
  }
}
const lines = [lineOf('train/loss', [1, 2, 3, 4, 5]), lineOf('val/loss', [2, 5]), lineOf('none', [])]

describe('what is read beside a chart', () => {
  it('has of each series the point nearest to the step, with a step of its own', () => {
    expect(readingsAt(lines, undefined, 3).map(({ step, value }) => [step, value])).toEqual([
      [3, 0.3],
      [2, 0.2],
    ])
  })

  it('has the last points while nothing is pointed at', () => {
    expect(readingsAt(lines, undefined, null).map(({ step }) => step)).toEqual([5, 5])
  })

  it('has what is drawn bold beside what was logged, where they differ', () => {
    const bolds = new Map([
      ['val/loss', { steps: Float64Array.from([1, 6]), values: Float64Array.from([7, 8]) }],
    ])
    expect(readingsAt(lines, bolds, 2).map(({ value, bold }) => [value, bold])).toEqual([
      [0.2, null],
      [0.2, 7],
    ])
  })

  it('says the place as the axis counts', () => {
    expect(placeOf(1200, stepAxis)).toBe('step 1,200')
    expect(placeOf(1200, epochAxis(100))).toBe('epoch 12')
    expect(placeBeside(1250, epochAxis(100))).toBe('12.5')
  })
})
