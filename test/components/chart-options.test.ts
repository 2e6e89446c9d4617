import { describe, expect, it } from 'vitest'
import { optionsOf, tickLabels, ticksOf } from '../../app/components/chart/chart-options.ts'
import { drawnRange, epochAxis, stepAxis } from '../../app/components/chart/line.ts'
import { isDark, type Palette } from '../../app/components/chart/palette.ts'
import { workAxis } from '../../app/components/chart/time-axis.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'

const epochs = epochAxis(63)

describe('the ticks along x', () => {
  it('are told apart by as many decimals as it takes', () => {
    expect(tickLabels(epochs, [0.19, 0.195, 0.2, 0.205, 0.21])).toEqual([
      '0.190',
      '0.195',
      '0.200',
      '0.205',
      '0.210',
    ])
    expect(tickLabels(epochs, [0, 0.25, 0.5])).toEqual(['0', '0.25', '0.5'])
    expect(tickLabels(stepAxis, [1000, 2000])).toEqual(['1,000', '2,000'])
  })

  it('have the minus sign that heights have', () => {
    expect(tickLabels(stepAxis, [-2000, -0.5, 3])).toEqual(['−2,000', '−0.5', '3'])
    expect(tickLabels(epochs, [-1, 0])).toEqual(['−1', '0'])
    expect(tickLabels(workAxis, [-1, 1e-7])).toEqual(['−1', '1e−7'])
  })

  it('are whole where the range has whole ones', () => {
    expect(ticksOf(epochs, 0.5, 3.5)).toEqual([1, 2, 3])
    expect(ticksOf(stepAxis, 1, 2)).toContain(2)
  })
})

describe('the numbers along y', () => {
  const optionsFor = (values: number[], isBlank = false) => {
    const palette = { soft: 'grey', line: 'grey' } as Palette
    const look = { palette, x: stepAxis, range: [1, 9] as const, scale: createYScale(values, 'linear') }
    return optionsOf({
      ...{ ...look, isBlank, isSingle: false },
      ...{ hasEnds: true, hasFlags: false, hasTop: false },
    })
  }
  const sizeOf = (values: number[]) => optionsFor(values).scales?.y?.ticks?.font

  it('and along x are none where nothing was logged', () => {
    const ticksOf = (isBlank: boolean) => {
      const axis = { min: 1, max: 9, ticks: [{ value: 1 }] }
      optionsFor([], isBlank).scales?.x?.afterBuildTicks?.(axis as never)
      return axis.ticks.length
    }
    expect(ticksOf(true)).toBe(0)
    expect(ticksOf(false)).toBeGreaterThan(1)
  })

  it('are small where they are long: their first digits would be cut off', () => {
    expect(sizeOf([1, 2])).toEqual({ size: 11 })
    expect(sizeOf([0.0010012, 0.0010034])).toEqual({ size: 9 })
  })

  it.each([0.001, 0.05, 1, 2.31, 12_345])('are not long where all values are %f', (value) => {
    expect(sizeOf([value, value])).toEqual({ size: 11 })
  })
})

describe('the steps in view', () => {
  it('have a step that is alone in their middle, half a unit of the axis from both edges', () => {
    expect(drawnRange([2, 2], stepAxis)).toEqual([1.5, 2.5])
    expect(drawnRange([63, 63], epochs).map(epochs.of)).toEqual([0.5, 1.5])
    expect(drawnRange([2, 9], stepAxis)).toEqual([2, 9])
  })
})

describe('a paper', () => {
  it.each([
    ['rgb(0, 0, 0)', true],
    ['rgb(255, 255, 255)', false],
    ['rgb(32, 32, 32)', true],
    ['rgb(255, 255, 0)', false],
  ])('of %s is dark: %s', (color, expected) => {
    expect(isDark(color)).toBe(expected)
  })
})
