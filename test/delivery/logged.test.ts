import { describe, expect, it } from 'vitest'
import { goodValues, plainParams, readParams } from '../../lib/delivery/logged.ts'
import { parseEvents } from '../../lib/schema.ts'

describe('parameters of any kind', () => {
  const itself: unknown[] = []
  itself.push(itself)
  const odd = {
    ...{ lr: 0.1, name: 'x', on: true, none: null, list: [1, 2], nan: Number.NaN, big: 10n },
    ...{ model: { layers: 3, act: { name: 'relu' } }, missing: undefined, call: Math.max, itself },
    ...{ text: 'a\0b\ud83d', long: 'x'.repeat(20_000), when: new Date(0), [`${'n'.repeat(300)}`]: 1 },
  }

  it('become texts, numbers and truth values under dotted names', () => {
    expect(plainParams(odd)).toMatchObject({
      ...{ lr: 0.1, name: 'x', on: true, none: 'null', list: '[1,2]', nan: 'NaN', big: '10' },
      ...{ 'model.layers': 3, 'model.act.name': 'relu', itself: '[object Array]', text: 'a\ufffdb\ufffd' },
    })
    expect(plainParams(odd)).not.toHaveProperty('missing')
  })

  it('are taken by the server', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`p${i}`, i]))
    for (const params of [odd, many])
      expect(() =>
        parseEvents([{ type: 'run-started', run: { id: 'a', params: plainParams(params) } }], 1.7e12),
      ).not.toThrow()
  })
})

describe('values', () => {
  it('that are none are left out, those that are wrong are named, the others are taken', () => {
    const { good, faults } = goodValues(1, {
      ...{ loss: 0.5, nan: Number.NaN, none: null, missing: undefined, big: 3n },
      ...{ text: '3', truth: true, constructor: 1, ['n'.repeat(300)]: 1 },
    })
    expect(good).toEqual({ loss: 0.5, nan: Number.NaN, big: 3, truth: 1, constructor: 1 })
    expect(faults).toHaveLength(2)
  })

  it.each([1.5, -1, Number.NaN, 2 ** 53])('at step %s are refused, each counted', (step) => {
    const { good, faults } = goodValues(step, { a: 1, b: 2, c: null })
    expect(good).toEqual({})
    expect(faults).toHaveLength(2)
    expect(new Set(faults).size).toBe(1)
  })

  const throwing = {
    get bad(): number {
      throw new Error('not yet')
    },
    loss: 1,
  }
  const closed = new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('closed')
      },
    },
  )
  it.each<[string, unknown, object]>([
    ['null', null, {}],
    ['undefined', undefined, {}],
    ['a number', 5, {}],
    ['a getter that throws', throwing, { loss: 1 }],
    ['a proxy that throws', closed, {}],
  ])('that are %s throw nothing and are named', (_what, values, expected) => {
    const { good, faults } = goodValues(1, values as Record<string, unknown>)
    expect(good).toEqual(expected)
    expect(faults).toHaveLength(1)
  })

  it.each<[string, unknown, object]>([
    ['null', null, {}],
    ['a text', 'lr=1', {}],
    ['a getter that throws', { inner: throwing, lr: 1 }, { lr: 1, 'inner.loss': 1 }],
    ['a proxy that throws', closed, {}],
    ['a proxy that throws within', { inner: closed, lr: 1 }, { lr: 1 }],
  ])('as parameters that are %s are named, the others are taken', (_what, params, expected) => {
    const read = readParams(params)
    expect(read.params).toEqual(expected)
    expect(read.faults).toHaveLength(1)
  })

  it('as names of parameters are cut to whole characters', () => {
    const { params } = readParams({ [`${'x'.repeat(249)}\u{1F600}`]: `${'y'.repeat(9999)}\u{1F600}` })
    expect(() => parseEvents([{ type: 'run-started', run: { id: 'a', params } }], 1.7e12)).not.toThrow()
  })
})
