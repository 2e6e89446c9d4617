import { describe, expect, it } from 'vitest'
import { describedRun } from '../../lib/delivery/described.ts'
import { parseEvents } from '../../lib/schema.ts'

const isTaken = (run: object) =>
  expect(() => parseEvents([{ type: 'run-started', run: { id: 'a', ...run } }], 1.7e12)).not.toThrow()

const right = {
  ...{
    id: 'a',
    name: 'n',
    project: 'p',
    group: null,
    tags: ['t'],
    seed: 1.5,
    source: 's',
    params: { lr: 1 },
  },
  ...{ loss: null, plannedSteps: 0, stepsPerEpoch: 1, environment: { node: '20' }, notes: '' },
  ...{ mainMetric: 'val/loss', directions: { a: 'higher' } },
}
const getter = {
  get name(): string {
    throw new Error('none')
  },
}
const closed = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error('closed')
    },
  },
)

describe('what a program says of its run', () => {
  it('is taken as it is where it is right', () => {
    expect(describedRun(right)).toEqual({ run: right, faults: [] })
    expect(describedRun({ loss: 'mse', name: undefined })).toEqual({
      run: { loss: { id: 'mse', params: {} } },
      faults: [],
    })
    expect(describedRun(undefined)).toEqual({ run: {}, faults: [] })
    isTaken(right)
  })

  it.each<[string, unknown, object]>([
    ['plannedSteps 1.5', { plannedSteps: 1.5 }, {}],
    ['stepsPerEpoch 0', { stepsPerEpoch: 0 }, {}],
    ['a number in the environment', { environment: { node: 20 } }, { environment: { node: '20' } }],
    ['an object in the environment', { environment: { node: {}, b: 'c' } }, { environment: { b: 'c' } }],
    ['an empty name', { name: '' }, {}],
    ['a long name', { name: 'x'.repeat(300) }, { name: 'x'.repeat(250) }],
    [
      'a long name cut within a character',
      { name: `${'x'.repeat(249)}\u{1F600}` },
      { name: `${'x'.repeat(249)}\ufffd` },
    ],
    ['notes null', { notes: null }, {}],
    ['an unknown field', { lr: 0.1 }, {}],
    ['a wrong direction', { directions: { a: 'up', b: 'lower' } }, { directions: { b: 'lower' } }],
    ['half a surrogate in a tag', { tags: ['a\ud83d', 'b'] }, { tags: ['a\ufffd', 'b'] }],
    ['a tag that is none', { tags: [null, 'b'] }, { tags: ['b'] }],
    ['tags that are a text', { tags: 'a' }, {}],
    ['many tags', { tags: Array(101).fill('a') }, { tags: Array(100).fill('a') }],
    ['a seed as bigint', { seed: 10n }, { seed: 10 }],
    ['a seed that is NaN', { seed: Number.NaN }, {}],
    ['a loss without a name', { loss: { params: {} } }, {}],
    [
      'a dialect that is no name',
      { loss: { id: 'mse', dialect: 'my own' } },
      { loss: { id: 'mse', params: {} } },
    ],
    ['parameters null', { params: null }, { params: {} }],
    ['a wrong id', { id: '../x' }, {}],
    ['a getter that throws', getter, {}],
    ['a proxy that throws', { environment: closed }, {}],
    ['a proxy as a whole', closed, {}],
    ['null', null, {}],
    ['a text', 'name', {}],
    ['a symbol', { name: Symbol('x') }, {}],
  ])('is mended and named once where it is %s', (_what, options, expected) => {
    const { run, faults } = describedRun(options)
    expect(run).toEqual(expected)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/^[^\n]+\.$/)
    isTaken(run)
  })

  it('has the parameters of its loss made plain as its own', () => {
    const { run } = describedRun({ loss: { id: 'mse', params: { a: null, b: { c: 1 } } } })
    expect(run).toEqual({ loss: { id: 'mse', params: { a: 'null', 'b.c': 1 } } })
    isTaken(run)
  })

  it('keeps whose loss it is, by the name of a library', () => {
    const { run, faults } = describedRun({ loss: { id: 'kl-div', dialect: 'tf.keras' } })
    expect(run).toEqual({ loss: { id: 'kl-div', params: {}, dialect: 'tf.keras' } })
    expect(faults).toEqual([])
    isTaken(run)
    expect(describedRun({ loss: { id: 'mse', dialect: null } }).run).toEqual({
      loss: { id: 'mse', params: {} },
    })
  })

  it('has a seed of -0 as 0: JSON has no other', () => {
    expect(Object.is(describedRun({ seed: -0 }).run.seed, 0)).toBe(true)
  })
})
