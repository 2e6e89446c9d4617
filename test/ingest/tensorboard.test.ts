import { describe, expect, it } from 'vitest'
import { maskedCrc32c } from '../../lib/ingest/tensorboard/crc32c.ts'
import { bfloat16ToNumber, halfToNumber } from '../../lib/ingest/tensorboard/tensor.ts'
import {
  double,
  event,
  eventFile,
  float,
  integer,
  message,
  plugin,
  scalar,
  sessionStart,
  startTime,
  text,
  varint,
} from './event-file.ts'
import { expectPoints, from, I, N, pointsOf, readFiles, readText } from './reading.ts'

const path = 'logs/run/events.out.tfevents.1700000000.host.0'
const losses = (...values: number[]) => values.map((value, step) => scalar({ tag: 'loss', step, value }))
const bytesOf = (...numbers: number[]) => numbers
const doubles = (value: number) => [...new Uint8Array(new Float64Array([value]).buffer)]

describe('checksums', () => {
  it('are those of RFC 3720, masked', () => {
    // 32 zeros: 0x8A9136AA; "123456789": 0xE3069283.
    const masked = (crc: number) => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
    expect(maskedCrc32c(new Uint8Array(32), 0, 32)).toBe(masked(0x8a9136aa))
    expect(maskedCrc32c(new TextEncoder().encode('123456789'), 0, 9)).toBe(masked(0xe3069283))
  })
})

describe('numbers in tensors', () => {
  it('half precision is exact', () => {
    expect([0x0000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400].map(halfToNumber)).toEqual([
      0,
      1,
      -2,
      65504,
      2 ** -24,
      2 ** -14,
    ])
    expect([halfToNumber(0x8000), halfToNumber(0x7c00), halfToNumber(0xfc00), halfToNumber(0x7e00)]).toEqual([
      -0,
      I,
      -I,
      N,
    ])
  })

  it('bfloat16 is the upper half of a float', () => {
    expect([0x3f80, 0xc000, 0x7f80, 0xff80, 0x7fc0].map(bfloat16ToNumber)).toEqual([1, -2, I, -I, N])
  })

  const tensor = (type: number, ...fields: number[][]) => message(8, [...integer(1, type), ...fields.flat()])
  const shape = (...sizes: number[]) =>
    message(
      2,
      sizes.flatMap((size) => message(2, integer(1, size))),
    )
  it.each<[string, number[], number | null]>([
    ['a float by itself', tensor(1, float(5, 0.5)), 0.5],
    ['a packed float', tensor(1, message(5, new Uint8Array(new Float32Array([0.25]).buffer))), 0.25],
    ['a double', tensor(2, message(6, doubles(0.1))), 0.1],
    ['a double in its content', tensor(2, message(4, doubles(1e300))), 1e300],
    ['an int32', tensor(3, message(7, varint(-3))), -3],
    ['an int64', tensor(9, message(10, varint(2 ** 53 - 1))), 2 ** 53 - 1],
    ['an int64 in its content', tensor(9, message(4, [255, 255, 255, 255, 255, 255, 255, 255])), -1],
    ['a half as bits', tensor(19, message(13, varint(0x3800))), 0.5],
    ['a half in its content', tensor(19, message(4, bytesOf(0, 0xfc))), -I],
    ['a bfloat16 as bits', tensor(14, message(13, varint(0x7fc0))), N],
    ['a bfloat16 in its content', tensor(14, message(4, bytesOf(0x80, 0x3f))), 1],
    ['one in a list of one', tensor(1, shape(1), float(5, 2)), 2],
    ['a truth value', tensor(10, message(11, varint(1))), 1],
    ['two numbers', tensor(1, shape(2), message(4, bytesOf(0, 0, 0, 0, 0, 0, 0, 0))), null],
    ['a text', tensor(7, text(8, 'words')), null],
    ['a type that nobody knows', tensor(99, float(5, 1)), null],
    ['content that is too short', tensor(2, message(4, bytesOf(1, 2, 3))), null],
  ])('%s', (_what, bytes, value) => {
    const { run } = readText(path, eventFile(event(1, [[...text(1, 'x'), ...bytes, ...plugin('scalars')]])))
    expectPoints(run, 'x', value === null ? [] : [[1, value]])
  })

  it('of a tag whose plugin was named once are read later too, those of other plugins are not', () => {
    const value = (tag: string, ...more: number[][]) => [
      ...text(1, tag),
      ...tensor(1, float(5, 3)),
      ...more.flat(),
    ]
    const { run } = readText(
      path,
      eventFile(
        event(1, [value('a', plugin('scalars')), value('b', plugin('histograms'))]),
        event(2, [value('a'), value('b')]),
      ),
    )
    expectPoints(run, 'a', [
      [1, 3],
      [2, 3],
    ])
    expect(run?.series).toHaveLength(1)
    expect(run?.description.notes).toContain('Left out, as only scalars are read: 2 histograms.')
  })
})

describe('steps and restarts', () => {
  it('a session that starts voids what was written from its step on', () => {
    const { run } = readText(
      path,
      eventFile(...losses(1, 2, 3, 4), sessionStart(2), scalar({ tag: 'loss', step: 2, value: 30 })),
    )
    expectPoints(run, 'loss', from(0, 1, 2, 30))
    expect(run?.description.notes).toContain('The run was resumed at step 2: 2 earlier values of loss')
  })

  it('a later file that goes on earlier voids the rest of the one before, also what it does not reach again', () => {
    const later = eventFile(scalar({ tag: 'loss', step: 1, value: 20, time: startTime + 100 }))
    const { runs } = readFiles({
      [path]: eventFile(...losses(1, 2, 3, 4)),
      'logs/run/events.out.tfevents.1700000100.host.1': later,
    })
    expect(runs).toHaveLength(1)
    expectPoints(runs[0]?.run, 'loss', from(0, 1, 20))
  })

  it('files that are written at the same time void nothing of one another', () => {
    const other = eventFile(scalar({ tag: 'loss', step: 1, value: 20, time: startTime + 1.5 }))
    const { runs } = readFiles({
      [path]: eventFile(...losses(1, 2, 3, 4)),
      'logs/run/events.out.tfevents.1700000001.host.1': other,
    })
    expectPoints(runs[0]?.run, 'loss', from(0, 1, 20, 3, 4))
  })

  it('an evaluation that starts a session of its own voids no training', () => {
    const evaluation = eventFile(sessionStart(0), scalar({ tag: 'loss', step: 3, value: 9 }))
    const { runs } = readFiles({
      [path]: eventFile(...losses(1, 2)),
      'logs/run/eval/events.out.tfevents.1700000009.host': evaluation,
    })
    expectPoints(runs[0]?.run, 'loss', from(0, 1, 2))
    expectPoints(runs[0]?.run, 'eval/loss', [[3, 9]])
  })

  it('files are taken by the time in their names, not by the letters', () => {
    const { runs } = readFiles({
      'r/events.out.tfevents.999999999.host': eventFile(
        scalar({ tag: 'x', step: 1, value: 1, time: 999_999_999 }),
      ),
      'r/events.out.tfevents.1700000000.host': eventFile(scalar({ tag: 'x', step: 1, value: 2 })),
    })
    expectPoints(runs[0]?.run, 'x', [[1, 2]])
  })

  it('a negative step is left out and counted', () => {
    const { run } = readText(path, eventFile(scalar({ tag: 'x', step: -1n, value: 1 }), ...losses(1)))
    expect(pointsOf(run).x).toBeUndefined()
    expect(run?.description.notes).toContain('Left out: 1 value whose step is no whole number from 0 on.')
  })
})

describe('folders', () => {
  const run = eventFile(...losses(1, 2))
  const part = (tag: string) => eventFile(scalar({ tag, step: 1, value: 5 }))
  const pathsOf = (files: Record<string, Uint8Array>) => readFiles(files).runs.map(({ path: place }) => place)

  it('parts that add_scalars writes belong to their run, in both ways of naming their folders', () => {
    const { runs } = readFiles({
      [path]: run,
      'logs/run/both_a/events.out.tfevents.1700000001.h': part('both'),
      'logs/run/a_b_c/events.out.tfevents.1700000001.h': part('a/b'),
      'logs/run/group/one/x/events.out.tfevents.1700000001.h': part('group/one'),
    })
    expect(runs.map(({ path: place }) => place)).toEqual(['logs/run'])
    for (const name of ['both/a', 'a/b/c', 'group/one/x']) expectPoints(runs[0]?.run, name, [[1, 5]])
  })

  it('folders that only look so are runs of their own', () => {
    const file = 'events.out.tfevents.1700000001.h'
    expect(
      pathsOf({
        [path]: run,
        [`logs/run/both_a/${file}`]: part('loss'),
        [`logs/run/x/y/${file}`]: part('loss'),
      }),
    ).toEqual(['logs/run', 'logs/run/both_a', 'logs/run/x/y'])
  })

  it('train and validation are parts of a run; beside other runs "test" is one', () => {
    const file = 'events.out.tfevents.1700000001.h'
    expect(pathsOf({ [`logs/a/train/${file}`]: run, [`logs/a/validation/${file}`]: run })).toEqual(['logs/a'])
    expect(pathsOf({ [`logs/test/${file}`]: run, [`logs/first/${file}`]: run })).toEqual([
      'logs/test',
      'logs/first',
    ])
  })

  it('the folder of add_hparams gives its run the parameters', () => {
    const start = message(3, message(1, [...text(1, 'lr'), ...message(2, double(2, 0.5))]))
    const session = event(0, [[...text(1, '_hparams_/session_start_info'), ...plugin('hparams', start)]])
    const { runs } = readFiles({
      [path]: run,
      'logs/run/1700000000.25/events.out.tfevents.1700000001.h': eventFile(session),
    })
    expect(runs.map(({ run: read }) => read.description.params)).toEqual([{ lr: 0.5 }])
  })
})
