import { describe, expect, it } from 'vitest'
import type { Split } from '../../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../../lib/training/datasets/loaders.ts'
import type { Task } from '../../../lib/training/task.ts'
import { type TaskId, tasks } from '../../../lib/training/tasks.ts'

describe('the digits', () => {
  const { train, validation } = loadDataset('digits')

  it('are 10,000, a fifth of each class for validation', () => {
    expect(train.rows + validation.rows).toBe(10_000)
    for (let digit = 0; digit < 10; digit++) {
      const inTrain = train.truth.filter((label: number) => label === digit).length
      const held = validation.truth.filter((label: number) => label === digit).length
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
    const { mean: centre, deviation } = targetScale ?? { mean: 0, deviation: 1 }
    const targets = Array.from(train.truth, (value) => (value - centre) / deviation)
    for (const column of [...columns, targets]) {
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length
      expect(mean).toBeCloseTo(0, 5)
      expect(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length).toBeCloseTo(1, 5)
    }
  })

  it('have their miles per gallon as they are', () => {
    expect([train.truth[0], targetScale?.unit]).toEqual([18, 'miles per gallon'])
  })
})

const bytes = ({ buffer }: ArrayBufferView) => Buffer.from(buffer as ArrayBuffer)

describe.each(Object.entries(tasks) as [TaskId, Task][])('the data of %s', (id, task) => {
  const dataset = loadDataset(id)
  const splits: Split[] = [dataset.train, dataset.validation]

  it('is what the task says', () => {
    // A generator begins with noise: what it makes is as wide as the data.
    expect(dataset.inputs).toBe(task.kind === 'adversarial' ? task.size.outputs : task.size.inputs)
    if (dataset.classNames && task.kind !== 'embedding' && task.kind !== 'segmentation')
      expect(dataset.classNames.length).toBe(task.size.outputs)
    for (const { truth, rows, inputs } of splits) {
      expect(inputs.length).toBe(rows * dataset.inputs)
      expect(truth.length).toBe(rows * dataset.truthWidth)
      expect(inputs.every(Number.isFinite)).toBe(true)
    }
  })

  it('is the same each time', () => {
    const again = loadDataset(id)
    // Comparing entry by entry as `toEqual` does would take seconds.
    for (const name of ['inputs', 'truth'] as const)
      expect(bytes(again.validation[name]).equals(bytes(dataset.validation[name]))).toBe(true)
  })

  it('has the traits of its numbers', () => {
    const numbers = splits.flatMap(({ truth }) => Array.from(truth))
    if (task.kind !== 'regression') return
    expect(task.numbers).toEqual({
      isNonZero: numbers.every((value) => value !== 0),
      isNonNegative: numbers.every((value) => value >= 0),
      isCount: numbers.every((value) => value >= 0 && Number.isInteger(value)),
    })
  })
})

describe('images made of digits', () => {
  it('show two different digits when overlaid', () => {
    const { train } = loadDataset('overlaid-digits')
    for (let row = 0; row < train.rows; row += 97) {
      const bits = Array.from(train.truth.subarray(row * 10, (row + 1) * 10))
      expect(bits.filter((bit) => bit === 1).length).toBe(2)
      expect(bits.filter((bit) => bit === 0).length).toBe(8)
    }
  })

  it('are bright where their mask is', () => {
    const { inputs, truth } = loadDataset('digit-masks').train
    const marked = Array.from(truth.subarray(0, 784 * 50)).flatMap((bit, i) =>
      bit === 1 ? [inputs[i] as number] : [],
    )
    expect(marked.length).toBeGreaterThan(3000)
    expect(Math.min(...marked)).toBeGreaterThanOrEqual(0.5)
  })

  it('have all their ink in their box, which touches it on each side', () => {
    const { inputs, truth } = loadDataset('digit-boxes').train
    for (let row = 0; row < 50; row++) {
      const [x = 0, y = 0, width = 0, height = 0] = truth.subarray(row * 5, row * 5 + 4)
      const ink = Array.from({ length: 1600 }, (_, i) => i).filter(
        (i) => (inputs[row * 1600 + i] as number) >= 0.2,
      )
      const columns = ink.map((i) => i % 40)
      const lines = ink.map((i) => Math.floor(i / 40))
      expect(Math.min(...columns)).toBeCloseTo((x - width / 2) * 40, 3)
      expect(Math.max(...columns) + 1).toBeCloseTo((x + width / 2) * 40, 3)
      expect(Math.min(...lines)).toBeCloseTo((y - height / 2) * 40, 3)
      expect(Math.max(...lines) + 1).toBeCloseTo((y + height / 2) * 40, 3)
    }
  })
})

describe('the penguins', () => {
  it('are as imbalanced as they were found', () => {
    const { train, validation, classNames } = loadDataset('penguins')
    const all = [...train.truth, ...validation.truth]
    expect(classNames).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
    expect([0, 1, 2].map((label) => all.filter((other) => other === label).length)).toEqual([152, 68, 124])
  })

  it('whose sex is not known are left out where it is asked for', () => {
    const { train, validation, notes } = loadDataset('penguin-sex')
    expect(train.rows + validation.rows).toBe(333)
    expect(notes[0]).toBe('11 rows without Sex are left out.')
  })
})
