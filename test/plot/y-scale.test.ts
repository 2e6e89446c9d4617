import { describe, expect, it } from 'vitest'
import { createYScale, linearTicks } from '../../lib/plot/y-scale.ts'
import { createRandom } from '../../lib/random.ts'
import { healthy } from '../detectors/curves.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
const curve = healthy(200, 0.02)

describe('the range of the y axis', () => {
  it('holds all of a healthy curve', () => {
    const { min, max, above, below } = createYScale(curve, 'linear')
    expect(min).toBeLessThan(Math.min(...curve))
    expect(max).toBeGreaterThan(Math.max(...curve))
    expect([above, below]).toEqual([0, 0])
  })

  it.each<[string, number[], number, number]>([
    ['one spike', [...curve, 1e9], 1, 0],
    ['the highest double', [...curve, 1.7976931348623157e308], 1, 0],
    ['a spike each way', [...curve, 1e6, -1e6], 1, 1],
    ['a spike among few values', [2, 1.9, 1.8, 1.7, 1.6, 1.5, 1e5], 1, 0],
  ])('is not flattened by %s, and counts what it leaves out', (_what, values, above, below) => {
    const scale = createYScale(values, 'linear')
    expect(scale).toMatchObject({ above, below })
    expect(scale.max - scale.min).toBeLessThan(10)
  })

  it.each([[[]], [[nan, infinity, -infinity]]])(
    'has no numbers where there is no finite one: %j',
    (values) => {
      expect(createYScale(values, 'linear')).toMatchObject({ ticks: [], above: 0, below: 0 })
      expect(createYScale(values, 'log')).toMatchObject({ ticks: [], above: 0, below: 0 })
    },
  )

  it('holds everything when asked to', () => {
    const scale = createYScale([...curve, 1e9], 'linear', { whole: true })
    expect(scale.above).toBe(0)
    expect(scale.max).toBeGreaterThan(1e9)
  })

  it('does not hide a divergence that lasts', () => {
    const diverging = [...curve, ...Array.from({ length: 40 }, (_, i) => 2 ** i)]
    expect(createYScale(diverging, 'log').above).toBe(0)
    expect(createYScale(diverging, 'linear').max).toBeGreaterThan(10)
  })

  it('is that of the calm values where these are told, and counts what ran away', () => {
    const away = Array.from({ length: 40 }, (_, i) => 2 ** i)
    const scale = createYScale([...curve, ...away], 'linear', { calm: curve })
    expect(scale.max).toBeLessThan(2 * Math.max(...curve))
    expect(scale.above).toBeGreaterThan(35)
    expect(createYScale([...curve, ...away], 'log', { calm: curve }).above).toBe(0)
    expect(createYScale([...curve, ...away], 'linear', { calm: curve, whole: true }).above).toBe(0)
    const tooFew = createYScale([...curve, ...away], 'linear', { calm: [1, nan, 2] })
    expect(tooFew.max).toBe(createYScale([...curve, ...away], 'linear').max)
  })

  it('leaves out nothing that ran away a little only', () => {
    const high = 2 * Math.max(...curve)
    expect(createYScale([...curve, high, high], 'linear', { calm: curve }).above).toBe(0)
  })

  it('takes in other levels that are near, and no far ones', () => {
    const { min, max } = createYScale([1, 2], 'linear', { also: [2.5, 50, nan] })
    expect(max).toBeGreaterThan(2.5)
    expect(max).toBeLessThan(3)
    expect(min).toBeLessThan(1)
  })

  it.each<[string, number[]]>([
    ['one value', [3]],
    ['zero', [0]],
    ['equal values', [7, 7, 7, 7, 7, 7]],
    ['tiny values', [1e-300, 2e-300]],
    ['subnormal values', [1.1e-310, 4.2e-309]],
    ['subnormal values after others', [5, ...Array.from({ length: 100 }, (_, i) => 1e-310 * (1 + i))]],
    ['huge values', [-1e307, 1e307]],
  ])('is a range with ticks in it for %s', (_what, values) => {
    for (const kind of ['linear', 'log'] as const) {
      const scale = createYScale(values, kind)
      expect(scale.max, kind).toBeGreaterThan(scale.min)
      expect(Number.isFinite(scale.max - scale.min), kind).toBe(true)
      expect(scale.ticks.length, kind).toBeGreaterThanOrEqual(2)
      for (const tick of scale.ticks) {
        const at = scale.height(tick)
        expect(at >= scale.min - 1e-9 && at <= scale.max + 1e-9, `${kind} ${tick}`).toBe(true)
      }
    }
  })
})

describe('a logarithmic axis', () => {
  it.each<[string, number[], string]>([
    ['of positive values is logarithmic', [1e-5, 1, 100], 'log'],
    ['with zero is symmetric', [0, 1, 100], 'symlog'],
    ['with values below zero is symmetric', [-10, 1, 100], 'symlog'],
    ['of nothing is linear', [nan], 'linear'],
  ])('%s', (_what, values, kind) => {
    expect(createYScale(values, 'log').kind).toBe(kind)
  })

  it.each([[[1e-5, 1, 100]], [[-50, -0.1, 0, 0.1, 3000]], [[-1, 0, 1]]])(
    'takes heights of %j back to values',
    (values) => {
      const { height, value } = createYScale(values, 'log')
      for (const one of values) expect(value(height(one))).toBeCloseTo(one, 9)
    },
  )

  it('rises with the values, below zero too', () => {
    const values = [-1000, -1, -0.01, 0, 0.01, 1, 1000]
    const { height } = createYScale(values, 'log')
    const heights = values.map(height)
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
    expect(height(0)).toBe(0)
    expect(height(-1)).toBe(-height(1))
  })

  it('has exact decades as ticks', () => {
    expect(createYScale([1e-5, 1, 100], 'log').ticks).toEqual([1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100])
  })

  it.each([[[-1, 0, 1]], [[-50, 0.1, 3000]], [[0, 0.01, 5]]])('of %j names zero', (values) => {
    expect(createYScale(values, 'log').ticks).toContain(0)
  })

  it('is symmetric in its ticks where the values are', () => {
    const { ticks } = createYScale([-100, 0, 100], 'log')
    expect(ticks.map((tick) => 0 - tick).reverse()).toEqual(ticks)
  })

  it('has ticks that stand apart', () => {
    for (const values of [
      [1e-30, 1e30],
      [-1e9, 0, 1e-3, 1e9],
      [1, 2, 3],
      [0.9, 1.1],
    ]) {
      const { ticks, height, min, max } = createYScale(values, 'log')
      for (let i = 1; i < ticks.length; i++)
        expect(height(ticks[i] as number) - height(ticks[i - 1] as number)).toBeGreaterThan((max - min) / 9)
    }
  })
})

describe('linear ticks', () => {
  it.each<[number, number, number[]]>([
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-1, 1, [-1, -0.5, 0, 0.5, 1]],
    [0.1, 0.4, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]],
    [0, 1e-12, [0, 2e-13, 4e-13, 6e-13, 8e-13, 1e-12]],
  ])('from %d to %d are round numbers', (min, max, ticks) => {
    expect(linearTicks(min, max)).toEqual(ticks)
  })
})

describe('whatever two doubles a curve holds', () => {
  const random = createRandom(7).uniform
  const view = new DataView(new ArrayBuffer(8))
  /** Any finite double, by its bits. */
  function anyDouble(): number {
    for (;;) {
      view.setUint32(0, Math.floor(random() * 2 ** 32))
      view.setUint32(4, Math.floor(random() * 2 ** 32))
      const value = view.getFloat64(0)
      if (Number.isFinite(value)) return value
    }
  }
  function neighbour(value: number, ulps: bigint): number {
    view.setFloat64(0, value)
    view.setBigInt64(0, view.getBigInt64(0) + ulps)
    const near = view.getFloat64(0)
    return Number.isFinite(near) ? near : value
  }
  const tiny = Number.MIN_VALUE
  const pairs: [number, number][] = [
    [0.3, 0.30000000000000004],
    [2 ** 53 - 2, 2 ** 53 - 1],
    [-1e308, 1e308],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
    [0, tiny],
    [-tiny, tiny],
    [-0, 0],
    [0, 0],
    [1e-300, 1e300],
    ...Array.from({ length: 3000 }, () => [anyDouble(), anyDouble()] as [number, number]),
    ...Array.from({ length: 1000 }, (_, i) => {
      const value = anyDouble()
      return [value, neighbour(value, BigInt(1 + (i % 300)))] as [number, number]
    }),
    ...Array.from({ length: 1000 }, () => {
      const value = random() - 0.5
      return [value, neighbour(value, BigInt(Math.floor(random() * 1e4)))] as [number, number]
    }),
  ]

  it.each(['linear', 'log'] as const)(
    'a %s axis has finite ends and few rising ticks between them',
    (kind) => {
      for (const pair of pairs) {
        const scale = createYScale(pair, kind)
        const words = `${kind} ${pair}`
        // On a narrower axis Chart.js never ends.
        expect(scale.max - scale.min > 1e-280 && Number.isFinite(scale.max - scale.min), words).toBe(true)
        expect(scale.ticks.length, words).toBeLessThanOrEqual(20)
        for (const [i, tick] of scale.ticks.entries()) {
          const slack = 1e-6 * (scale.max - scale.min)
          const at = scale.height(tick)
          expect(at >= scale.min - slack && at <= scale.max + slack, `${words} at ${tick}`).toBe(true)
          if (i > 0) expect(tick, words).toBeGreaterThan(scale.ticks[i - 1] as number)
        }
        for (const value of pair) expect(Number.isFinite(scale.height(value)), words).toBe(true)
      }
    },
  )

  it('a range of steps at the end of all whole numbers is divided at once', () => {
    expect(linearTicks(2 ** 53 - 2, 2 ** 53 - 1).length).toBeLessThan(20)
    expect(linearTicks(0, Number.POSITIVE_INFINITY)).toEqual([])
    expect(linearTicks(Number.NaN, 1)).toEqual([])
  })
})

it('the largest doubles have round ticks', () => {
  expect(createYScale([-1e308, 1e308], 'linear').ticks).toEqual([-1e308, -5e307, 0, 5e307, 1e308])
})

it('a few values beside many zeros are in the picture', () => {
  const { max } = createYScale([...Array(99).fill(0), 100], 'linear')
  expect(max).toBeGreaterThanOrEqual(100)
})
