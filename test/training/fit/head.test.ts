import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../lib/random.ts'
import type { Fit, Part } from '../../../lib/training/fit/fit.ts'
import { createHead } from '../../../lib/training/fit/head.ts'
import type { TransformId } from '../../../lib/training/fit/transforms.ts'

const random = createRandom(5)
const scale = { mean: 24, deviation: 7, unit: 'x' }

function fitOfParts(outputs: number, views: number, parts: Partial<Part>[]): Fit {
  return {
    ...{ pairing: 'alone', views, outputs, encoding: 'bits', reading: 'as-is' },
    parts: parts.map((part, index) => ({
      ...{ name: `input${index}`, view: 0, start: 0, width: outputs, transform: 'identity', isFlat: false },
      ...part,
    })),
  }
}

/** The largest error of the gradient of Σ direction · input, beside central differences, relative to the largest slope. */
function gradientError(fit: Fit, rows: number, spread: number): number {
  const head = createHead(fit, scale)
  const outputs = Float32Array.from(
    { length: fit.views * rows * fit.outputs },
    () => spread * random.normal(),
  )
  const applied = head.apply(outputs, rows)
  const directions = Object.fromEntries(
    Object.entries(applied).map(([name, { data }]) => [name, Float64Array.from(data, () => random.normal())]),
  )
  const got = new Float32Array(outputs.length)
  head.pullBack(directions, got)
  const valueAt = (moved: Float32Array) => {
    let sum = 0
    for (const [name, { data }] of Object.entries(createHead(fit, scale).apply(moved, rows)))
      for (let i = 0; i < data.length; i++) sum += (data[i] as number) * (directions[name]?.[i] as number)
    return sum
  }
  let worst = 0
  let largest = 1e-9
  for (let i = 0; i < outputs.length; i++) {
    const above = outputs.with(i, (outputs[i] as number) + 2 ** -8)
    const below = outputs.with(i, (outputs[i] as number) - 2 ** -8)
    const difference = (valueAt(above) - valueAt(below)) / ((above[i] as number) - (below[i] as number))
    worst = Math.max(worst, Math.abs(difference - (got[i] as number)))
    largest = Math.max(largest, Math.abs(difference))
  }
  return worst / largest
}

describe('the gradient of a head agrees with finite differences', () => {
  const transforms: TransformId[] = [
    'identity',
    'sigmoid',
    'softplus',
    'log-softmax',
    'unit',
    'positive-unit',
    'log-unit',
  ]
  it.each(transforms)('through %s', (transform) => {
    expect(gradientError(fitOfParts(4, 1, [{ transform }]), 5, 2)).toBeLessThan(1e-4)
  })

  it('for a mean and a variance out of two columns', () => {
    const parts: Partial<Part>[] = [{ width: 1 }, { start: 1, width: 1, transform: 'softplus' }]
    expect(gradientError(fitOfParts(2, 1, parts), 5, 2)).toBeLessThan(1e-4)
  })

  it('for a box and classes', () => {
    expect(gradientError(fitOfParts(7, 1, [{ width: 4 }, { start: 4, width: 3 }]), 5, 2)).toBeLessThan(1e-4)
  })

  it('for three views', () => {
    expect(gradientError(fitOfParts(3, 3, [{ view: 0 }, { view: 1 }, { view: 2 }]), 4, 2)).toBeLessThan(1e-4)
  })
})

describe('a head', () => {
  const valuesAt = (transform: TransformId, outputs: number[]) =>
    Array.from(
      createHead(fitOfParts(outputs.length, 1, [{ transform }]), scale).apply(Float32Array.from(outputs), 1)
        .input0?.data ?? [],
    )

  it('stays finite at extremes where the mathematics is', () => {
    expect(valuesAt('sigmoid', [-1e4, 1e4])).toEqual([0, 1])
    expect(valuesAt('softplus', [-1e4, 1e4])).toEqual([0, 1e4])
    expect(valuesAt('log-softmax', [-1e4, 1e4])).toEqual([-2e4, 0])
  })

  it('changes no log-softmax when all outputs grow by the same', () => {
    expect(valuesAt('log-softmax', [1, 2, 3])).toEqual(valuesAt('log-softmax', [1e6 + 1, 1e6 + 2, 1e6 + 3]))
  })

  it('lets NaN through', () => {
    for (const transform of ['sigmoid', 'softplus', 'log-softmax', 'unit'] as const)
      expect(valuesAt(transform, [Number.NaN])[0]).toBeNaN()
  })

  it('starts from the mean of the targets where it leads to their unit', () => {
    expect(valuesAt('unit', [0])[0]).toBe(24)
    expect(valuesAt('positive-unit', [0])[0]).toBeCloseTo(24, 12)
    expect(Math.exp(valuesAt('log-unit', [0])[0] as number)).toBeCloseTo(24, 12)
  })

  it('takes views that lie one after the other, also of a smaller batch', () => {
    const head = createHead(fitOfParts(2, 2, [{ view: 0 }, { view: 1, isFlat: false }]), null)
    const { input0, input1 } = head.apply(Float32Array.of(1, 2, 3, 4, 9, 9), 1)
    expect([Array.from(input0?.data ?? []), Array.from(input1?.data ?? [])]).toEqual([
      [1, 2],
      [3, 4],
    ])
  })
})
