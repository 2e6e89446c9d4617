import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireEvent } from '../../lib/live/events.ts'
import { decodeEvent, encodeEvents } from '../../lib/live/wire.ts'
import type { RunEvent } from '../../lib/run.ts'
import { parseEvents } from '../../lib/schema.ts'
import { points, started, trickyValues } from '../store/points.ts'

const long = Array.from({ length: 1000 }, (_, i) => trickyValues[i % trickyValues.length] as number)
const many: RunEvent = {
  type: 'points',
  runId: 'a',
  series: Array.from({ length: 20 }, (_, i) => ({
    name: `loss ${i}`,
    steps: Float64Array.from(long.slice(i), (_, step) => step),
    values: Float64Array.from(long.slice(i)),
    times: new Float64Array(long.length - i).fill(1.7e12),
  })),
}
const finding: RunEvent = {
  type: 'finding',
  runId: 'a',
  finding: {
    ...{
      id: 'x',
      runId: 'a',
      code: 'non-finite',
      severity: 'critical',
      series: 'loss',
      step: 1,
      raisedStep: 1,
    },
    ...{ raisedAt: 1, causes: ['c'], resolvedStep: null, acknowledgedAt: null },
    evidence: { value: Number.NaN, zero: -0, last: [1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] },
  },
}
const events: [string, RunEvent][] = [
  ['a short column', points('a', 'loss', [...trickyValues.keys()], trickyValues)],
  [
    'a long column',
    points(
      'a',
      'loss',
      long.map((_, i) => i),
      long,
    ),
  ],
  ['more long columns than a message may have as bytes', many],
  ['an empty column', points('a', 'loss', [], [])],
  [
    'a part of a larger buffer',
    (() => {
      const whole = Float64Array.from([0, ...long, 0])
      const part = whole.subarray(1, -1)
      return {
        type: 'points',
        runId: 'a',
        series: [{ name: 'loss', steps: part.map((_, i) => i), values: part, times: part.map(() => 1.7e12) }],
      }
    })(),
  ],
  ['a finding', finding],
  ['a start', started('a', { params: { a: 'NaN', b: 1.5, c: true } })],
  ['an end', { type: 'run-ended', runId: 'a', status: 'failed', reason: 'why', time: 1.7e12 }],
]

/** Compares the bits of all columns, then the rest. */
function expectSame(read: RunEvent | undefined, sent: RunEvent): void {
  expect(read).toEqual(sent)
  if (read?.type !== 'points' || sent.type !== 'points') return
  read.series.forEach(({ values }, i) => {
    expect(
      Buffer.from(values.slice().buffer).equals(
        Buffer.from((sent.series[i]?.values ?? values).slice().buffer),
      ),
    ).toBe(true)
  })
}

describe('events on the wire', () => {
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'] })
  let socket: Socket
  let received: unknown
  beforeAll(async () => {
    server.on('connection', (far) => {
      far.on('event', (event, answer) => {
        received = event
        answer(event)
      })
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] })
  })
  afterAll(async () => {
    socket.disconnect()
    await server.close()
  })
  const echo = async (event: RunEvent): Promise<WireEvent> =>
    socket.emitWithAck('event', encodeEvents([event])[0])

  it.each(events)('pass a real socket both ways bit for bit: %s', async (_what, event) => {
    expectSame(decodeEvent(await echo(event)), event)
  })

  it.each(events.filter(([, { type }]) => type !== 'finding'))(
    'are what the server reads from a source: %s',
    async (_what, event) => {
      await echo(event)
      expectSame(parseEvents([received], 0)[0], event)
    },
  )

  it('travel as binary when they are many, as JSON when they are few', () => {
    const columnsIn = (event: RunEvent) => {
      const [encoded] = encodeEvents([event])
      return encoded?.type === 'points' ? encoded.series.map(({ values }) => Array.isArray(values)) : []
    }
    expect(columnsIn(points('a', 'loss', [1], [1]))).toEqual([true])
    expect(columnsIn(points('a', 'loss', [...long.keys()], long))).toEqual([false])
  })

  it('are not changed by encoding', () => {
    const event = structuredClone(finding)
    encodeEvents([event])
    expect(event).toEqual(finding)
  })
})
