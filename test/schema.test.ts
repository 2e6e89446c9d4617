import { describe, expect, it } from 'vitest'
import { limits } from '../lib/limits.ts'
import { parseEvents } from '../lib/schema.ts'
import { trickyValues } from './store/points.ts'

const now = 1_700_000_000_000

const points = (series: unknown) => [{ type: 'points', runId: 'a', series }]
const one = (changes: object) => points([{ name: 'loss', steps: [1], values: [1], ...changes }])
const run = (changes: object) => [{ type: 'run-started', run: { id: 'a', ...changes } }]
const many = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`)

describe('events that are accepted', () => {
  it('get the present as the times that they leave out', () => {
    expect(parseEvents(one({}), now)).toEqual([
      {
        type: 'points',
        runId: 'a',
        series: [
          {
            name: 'loss',
            steps: Float64Array.of(1),
            values: Float64Array.of(1),
            times: Float64Array.of(now),
          },
        ],
      },
    ])
    expect(parseEvents(run({}), now)).toEqual([{ type: 'run-started', run: { id: 'a' }, time: now }])
  })

  it.each<[string, unknown, unknown]>([
    [
      'JSON',
      trickyValues.map((value) => (Number.isFinite(value) ? value : String(value))),
      [...trickyValues.keys()],
    ],
    ['bytes', Float64Array.from(trickyValues), Float64Array.from(trickyValues.keys())],
    ['a buffer', Float64Array.from(trickyValues).buffer, Float64Array.from(trickyValues.keys()).buffer],
    [
      'bytes that begin anywhere',
      Buffer.concat([Buffer.from('abc'), Buffer.from(Float64Array.from(trickyValues).buffer)]).subarray(3),
      [...trickyValues.keys()],
    ],
  ])('keep every value bit for bit in %s', (_how, values, steps) => {
    const [event] = parseEvents(one({ steps, values }), now)
    const read = event?.type === 'points' ? event.series[0]?.values : undefined
    expect(Array.from(read ?? [], (value, i) => Object.is(value, trickyValues[i]))).toEqual(
      trickyValues.map(() => true),
    )
  })

  it.each<[string, unknown]>([
    ['the last step there is', one({ steps: [2 ** 53 - 1] })],
    ['no points', one({ steps: [], values: [] })],
    ['an id of 64 letters', [{ type: 'run-started', run: { id: 'x'.repeat(64) } }]],
    [
      'as many points as allowed',
      one({ steps: new Float64Array(limits.points), values: new Float64Array(limits.points) }),
    ],
    [
      'as many series as allowed',
      points(many(limits.series).map((name) => ({ name, steps: [1], values: [1] }))),
    ],
    [
      'as many parameters as allowed',
      run({ params: Object.fromEntries(many(limits.params).map((key) => [key, 1])) }),
    ],
    [
      'a run described in full',
      run({
        name: 'n',
        project: 'p',
        group: null,
        tags: ['t'],
        seed: 1.5,
        source: 's',
        params: { a: 'x', b: 1, c: true },
        loss: { id: 'mse', dialect: '@tensorflow/tfjs' },
        plannedSteps: 0,
        stepsPerEpoch: 1,
        environment: { python: '3' },
        notes: '',
      }),
    ],
    ['a command that was done', [{ type: 'control', runId: 'a', action: 'stop', by: 'page', done: true }]],
    ['an end', [{ type: 'run-ended', runId: 'a', status: 'failed', reason: 'why' }]],
    ['nothing', []],
  ])('hold %s', (_what, events) => {
    expect(parseEvents(events, now)).toHaveLength((events as unknown[]).length)
  })
})

it('a loss whose dialect is null has none', () => {
  const event = { type: 'run-started', run: { id: 'a', loss: { id: 'mse', dialect: null } } }
  expect(parseEvents([event], now)[0]).toMatchObject({ run: { loss: { id: 'mse', params: {} } } })
  expect(JSON.stringify(parseEvents([event], now))).not.toContain('dialect')
})
