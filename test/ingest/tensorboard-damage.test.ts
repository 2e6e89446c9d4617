import { describe, expect, it } from 'vitest'
import { recordsOf } from '../../lib/ingest/tensorboard/records.ts'
import { event, eventFile, field, scalar, varint } from './event-file.ts'
import { expectPoints, fileOf, from, readFiles, readText } from './reading.ts'

const path = 'logs/run/events.out.tfevents.1700000000.host.0'
const losses = (...values: number[]) => values.map((value, step) => scalar({ tag: 'loss', step, value }))
const _bytesOf = (...numbers: number[]) => numbers
const _doubles = (value: number) => [...new Uint8Array(new Float64Array([value]).buffer)]

describe('damage', () => {
  const whole = eventFile(...losses(1, 2, 3))
  const lengths = [...recordsOf(fileOf(path, whole).chunks())].map(({ at }) => at)

  it('a truncated tail is said, what stands before is kept', () => {
    const { run, troubles } = readText(path, whole.subarray(0, whole.length - 5))
    expectPoints(run, 'loss', from(0, 1, 2))
    expect(troubles).toEqual([
      {
        path,
        place: `byte ${lengths[3]}`,
        what: 'the file ends within a record: it was cut off, or is still being written.',
      },
    ])
  })

  it('a flipped bit in the data costs its record', () => {
    const flipped = Uint8Array.from(whole)
    flipped[(lengths[2] as number) + 14] = (flipped[(lengths[2] as number) + 14] as number) ^ 4
    const { run, troubles } = readText(path, flipped)
    expectPoints(run, 'loss', [
      [0, 1],
      [2, 3],
    ])
    expect(troubles).toMatchObject([{ place: `byte ${lengths[2]}` }])
  })

  it('a flipped bit in a length costs its record too: the next one is found', () => {
    const flipped = Uint8Array.from(whole)
    flipped[(lengths[1] as number) + 3] = 77
    const { run, troubles } = readText(path, flipped)
    expectPoints(run, 'loss', [
      [1, 2],
      [2, 3],
    ])
    expect(troubles).toEqual([
      { path, place: `byte ${lengths[1]}`, what: expect.stringMatching(/^\d+ bytes are no record/) },
    ])
  })

  it('a record that is whole and no event is named', () => {
    const { run, troubles } = readText(
      path,
      eventFile(event(1, [[...field(1, 2), ...varint(500)]]), ...losses(1)),
    )
    expectPoints(run, 'loss', from(0, 1))
    expect(troubles).toMatchObject([{ what: 'a record is no event: a field is cut off.' }])
  })

  it('it does not matter in which pieces the bytes come', () => {
    for (const pieceBytes of [1, 7, 12, 64])
      expectPoints(readFiles({ [path]: whole }, {}, pieceBytes).runs[0]?.run, 'loss', from(0, 1, 2, 3))
  })

  it('an empty file is no run, and no fault', () => {
    expect(readText(path, '').unknown).toEqual([path])
    expect(readText(path, eventFile()).run?.series).toEqual([])
  })
})
