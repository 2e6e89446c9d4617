import { describe, expect, it } from 'vitest'
import { loadDataset } from '../../lib/training/datasets.ts'

describe('the digits', () => {
  const { train, validation } = loadDataset('digits')

  it('are 10,000, a fifth of each class for validation', () => {
    expect(train.rows + validation.rows).toBe(10_000)
    for (let digit = 0; digit < 10; digit++) {
      const inTrain = train.targets.filter((label: number) => label === digit).length
      const held = validation.targets.filter((label: number) => label === digit).length
      expect(held).toBe(Math.floor((inTrain + held) / 5))
    }
  })

  it('are grey values from 0 to 1 with some ink in every image', () => {
    for (let row = 0; row < validation.rows; row++) {
      const image = validation.inputs.subarray(row * 784, (row + 1) * 784)
      expect(Math.min(...image)).toBe(0)
      expect(Math.max(...image)).toBeGreaterThan(0.5)
      expect(Math.max(...image)).toBeLessThanOrEqual(1)
    }
  })
})

describe('the cars', () => {
  const { inputs, train, validation, targetScale } = loadDataset('car-mileage')

  it('are the 392 that lack nothing', () => {
    expect([train.rows, validation.rows]).toEqual([314, 78])
    expect(train.inputs.every(Number.isFinite) && validation.inputs.every(Number.isFinite)).toBe(true)
  })

  it('are standardized by their training rows', () => {
    const columns = Array.from({ length: inputs }, (_, column) =>
      Array.from({ length: train.rows }, (_, row) => train.inputs[row * inputs + column] as number),
    )
    for (const column of [...columns, Array.from(train.targets)]) {
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length
      expect(mean).toBeCloseTo(0, 5)
      expect(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length).toBeCloseTo(1, 5)
    }
  })

  it('keep the way back to miles per gallon', () => {
    const first = (train.targets[0] as number) * (targetScale?.deviation ?? 0) + (targetScale?.mean ?? 0)
    expect(first).toBeCloseTo(18, 5)
  })
})
