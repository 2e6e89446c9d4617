import { describe, expect, it } from 'vitest'
import { limits } from '../lib/limits.ts'
import { parseEvents } from '../lib/schema.ts'
import { refusalOf } from './refusal-of.ts'

const now = 1_700_000_000_000

const points = (series: unknown) => [{ type: 'points', runId: 'a', series }]
const one = (changes: object) => points([{ name: 'loss', steps: [1], values: [1], ...changes }])
const run = (changes: object) => [{ type: 'run-started', run: { id: 'a', ...changes } }]
const many = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`)

describe('events that are refused', () => {
  const faults: [string, unknown, string, RegExp][] = [
    ['null', null, 'events', /This is a list, not/],
    ['no list', { type: 'points' }, 'events', /This is a list, not/],
    ['too many', Array(limits.events + 1).fill(run({})[0]), 'events', /at most 10000 events/],
    ['a number among them', [...run({}), 1], 'events[1]', /This is an object, not 1/],
    ['no type', [{}], 'events[0].type', /one of "run-started", "points"/],
    ['an unknown type', [{ type: 'x' }], 'events[0].type', /one of "run-started", "points"/],
    ["the recorder's own finding", [{ type: 'finding', runId: 'a' }], 'events[0].type', /"points"/],
    ['no run id', [{ type: 'points', series: [] }], 'events[0].runId', /This is missing: it is a text/],
    [
      'a run id with a space',
      [{ type: 'points', runId: 'a b', series: [] }],
      'events[0].runId',
      /1 to 64 letters/,
    ],
    ['an empty run id', [{ type: 'run-started', run: { id: '' } }], 'events[0].run.id', /1 to 64 letters/],
    ['a run id of 65', [{ type: 'run-started', run: { id: 'x'.repeat(65) } }], 'events[0].run.id', /1 to 64/],
    ['a run id that climbs', [{ type: 'run-started', run: { id: '../x' } }], 'events[0].run.id', /1 to 64/],
    ['no series', points({}), 'events[0].series', /This is a list, not/],
    [
      'too many series',
      points(many(limits.series + 1).map((name) => ({ name, steps: [], values: [] }))),
      'events[0].series',
      /at most 1000, not of 1001/,
    ],
    [
      'too many points',
      one({ steps: Array(limits.points + 1).fill(0), values: Array(limits.points + 1).fill(0) }),
      'events[0].series',
      /at most 100000 points/,
    ],
    [
      'too many points in two series',
      points(
        ['a', 'b'].map((name) => ({
          name,
          steps: new Float64Array(60_000),
          values: new Float64Array(60_000),
        })),
      ),
      'events[0].series',
      /at most 100000 points/,
    ],
    ['an empty name', one({ name: '' }), 'events[0].series[0].name', /is empty/],
    [
      'a name of 251',
      one({ name: 'x'.repeat(251) }),
      'events[0].series[0].name',
      /at most 250 characters, not 251/,
    ],
    ['an unknown field', one({ extra: 1 }), 'events[0].series[0]', /"extra"/],
    ['text for a column', one({ steps: 'abc' }), 'events[0].series[0].steps', /array of numbers/],
    [
      'a word for a value',
      one({ values: ['x'] }),
      'events[0].series[0].values[0]',
      /"x" is no number; write "NaN"/,
    ],
    [
      'null for a value',
      one({ steps: [1, 2], values: [1, null] }),
      'events[0].series[0].values[1]',
      /null is no number/,
    ],
    ['broken bytes', one({ values: new Uint8Array(7) }), 'events[0].series[0].values', /7 bytes/],
    ['columns of unequal length', one({ steps: [1, 2] }), 'events[0].series[0].values', /2 steps, 1 values/],
    ['times of another length', one({ times: [] }), 'events[0].series[0].values', /0 times/],
    [
      'half a step',
      one({ steps: [1.5] }),
      'events[0].series[0].steps[0]',
      /not 1.5: send optimizer steps, and say how many an epoch has as stepsPerEpoch/,
    ],
    ['a step below zero', one({ steps: [1, -1], values: [1, 1] }), 'events[0].series[0].steps[1]', /not -1/],
    ['a step too far', one({ steps: [2 ** 53] }), 'events[0].series[0].steps[0]', /2\^53 - 1/],
    ['a step that is NaN', one({ steps: ['NaN'] }), 'events[0].series[0].steps[0]', /not NaN/],
    ['an endless time', one({ times: ['Infinity'] }), 'events[0].series[0].times[0]', /milliseconds/],
    ['a time in nanoseconds', [{ ...run({})[0], time: 1.79e18 }], 'events[0].time', /looks like nanoseconds/],
    ['a time in seconds', [{ ...run({})[0], time: 1.79e9 }], 'events[0].time', /looks like seconds/],
    [
      'a time of points in microseconds',
      one({ times: [1.79e15] }),
      'events[0].series[0].times[0]',
      /microseconds/,
    ],
    ['half a surrogate pair', run({ name: 'a\ud83d' }), 'events[0].run.name', /surrogate/],
    ['NUL in a name', run({ tags: ['a\0b'] }), 'events[0].run.tags[0]', /NUL/],
    [
      'too many facts of the environment',
      run({ environment: Object.fromEntries(many(101).map((key) => [key, ''])) }),
      'events[0].run.environment',
      /At most 100/,
    ],
    [
      'tags with a length of their own',
      run({ tags: { length: { valueOf: 1, toString: 1 } } }),
      'events[0].run.tags',
      /list of texts/,
    ],
    [
      'a million wrong parameters',
      run({ params: Object.fromEntries(many(200_000).map((key) => [key, null])) }),
      'events[0].run.params',
      /At most 1000/,
    ],
    [
      'a step nested without end',
      one({ steps: [JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)] }),
      'events[0].series[0].steps[0]',
      /^.{0,200}$/,
    ],
    [
      'a very long text for a step',
      one({ steps: ['x\n'.repeat(100_000)] }),
      'events[0].series[0].steps[0]',
      /^.{0,250}$/,
    ],
    ['a time below zero', [{ ...run({})[0], time: -1 }], 'events[0].time', /between the years 2000 and 2100/],
    ['a seed that is NaN', run({ seed: Number.NaN }), 'events[0].run.seed', /This is a number, not NaN/],
    ['a list as parameter', run({ params: { lr: [1] } }), 'events[0].run.params.lr', /text, a finite number/],
    ['a parameter without name', run({ params: { '': 1 } }), 'events[0].run.params.', /is empty/],
    [
      'too many parameters',
      run({ params: Object.fromEntries(many(limits.params + 1).map((key) => [key, 1])) }),
      'events[0].run.params',
      /At most 1000 parameters/,
    ],
    ['too many tags', run({ tags: many(limits.tags + 1) }), 'events[0].run.tags', /at most 100, not of 101/],
    [
      'notes that are too long',
      run({ notes: 'x'.repeat(limits.text + 1) }),
      'events[0].run.notes',
      /at most 10000 characters, not 10001/,
    ],
    ['a loss without id', run({ loss: {} }), 'events[0].run.loss.id', /This is missing: it is a text/],
    ...[7, '', 'a b', 'é', 'x'.repeat(limits.dialect + 1)].map(
      (dialect): [string, unknown, string, RegExp] => [
        `the dialect ${JSON.stringify(dialect)}`,
        run({ loss: { id: 'mse', dialect } }),
        'events[0].run.loss.dialect',
        /A dialect is a library's name: 1 to 64 letters|This is a text, not/,
      ],
    ),
    ['half an epoch', run({ stepsPerEpoch: 0.5 }), 'events[0].run.stepsPerEpoch', /a whole number, not 0.5/],
    ['an epoch of no steps', run({ stepsPerEpoch: 0 }), 'events[0].run.stepsPerEpoch', /at least 1, not 0/],
    ['a status of its own', run({ status: 'finished' }), 'events[0].run', /"status"/],
    [
      'an environment of numbers',
      run({ environment: { n: 1 } }),
      'events[0].run.environment.n',
      /This is a text, not|This is missing: it is a text/,
    ],
    [
      'an unknown command',
      [{ type: 'control', runId: 'a', action: 'explode', by: 'x', done: true }],
      'events[0].action',
      /"stop"/,
    ],
    [
      'a command that is not done',
      [{ type: 'control', runId: 'a', action: 'stop', by: 'x', done: false }],
      'events[0].done',
      /true/,
    ],
    ['an end as lost', [{ type: 'run-ended', runId: 'a', status: 'lost' }], 'events[0].status', /"failed"/],
  ]
  it.each(faults)('%s', (_what, events, at, message) => {
    const refusal = refusalOf(() => parseEvents(events, now))
    expect(refusal).toMatchObject({ code: 'invalid', at })
    expect(refusal.message).toMatch(message)
    // A sentence that names its field has none before it.
    expect(refusal.message.startsWith(`${at}: `)).toBe(!refusal.message.includes('at most 10000 events'))
    expect(refusal.message).not.toContain('\n')
  })
})

it('says what is wrong in a sentence, whatever the number of faults', () => {
  const keys = Object.fromEntries(many(20_000).map((key) => [key, 1]))
  const { message } = refusalOf(() => parseEvents(run(keys), now))
  expect(message).toMatch(/^events\[0\]\.run: "k0", "k1".* are not known here\.$/)
  expect(message.length).toBeLessThan(600)
})
