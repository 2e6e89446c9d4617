import {
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutbox } from '../../lib/delivery/outbox.ts'
import { openSpool, type Spool } from '../../lib/delivery/spool.ts'
import type { Answer } from '../../lib/live/events.ts'
import type { RunEvent } from '../../lib/run.ts'
import { parseEvents } from '../../lib/schema.ts'
import { points, started } from '../store/points.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossglass-outbox-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

type Plan = (events: readonly RunEvent[]) => Answer | null
const ok: Plan = () => ({ ok: true })
const unavailable: Answer = { ok: false, retry: true, code: 'unavailable', message: 'later' }
const refusal = (message: string): Answer => ({ ok: false, retry: false, code: 'invalid', message })

/** An outbox with a far side that answers by a plan and stores what it takes. */
function opened({ connected = true, spool = openSpool(join(folder, `${files++}.jsonl`)) } = {}) {
  const sent: (readonly RunEvent[])[] = []
  const stored: RunEvent[] = []
  const refused: string[] = []
  const counted: number[] = []
  const far = { connected, plan: ok, hold: null as Promise<void> | null }
  const outbox = createOutbox({
    spool,
    connected: () => far.connected,
    async send(events) {
      sent.push(events)
      await far.hold
      const answer = far.plan(events)
      if (answer?.ok) stored.push(...events)
      return answer
    },
    onRefused(message, count = 1) {
      refused.push(message)
      counted.push(count)
    },
  })
  return { outbox, spool, far, sent, stored, refused, counted }
}

/** The values of a series, in the order in which they came. */
function valuesOf(events: readonly RunEvent[]): number[] {
  return events.flatMap((event) =>
    event.type === 'points' ? event.series.flatMap(({ values }) => [...values]) : [],
  )
}
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
/** Where two long lists part, which reads better than both. */
function firstDifference(a: readonly number[], b: readonly number[]): string | null {
  const at = upTo(Math.max(a.length, b.length)).find((i) => !Object.is(a[i], b[i]))
  return at === undefined ? null : `${a[at]}, not ${b[at]}, at ${at}`
}
const log = (outbox: ReturnType<typeof createOutbox>, from: number, to: number) => {
  for (let i = from; i < to; i++) outbox.pushPoint('a', i, { loss: i }, i)
}

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const passed = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    for (let i = 0; i < 20; i++) await new Promise(setImmediate)
  }

  it('delivers in order, what one turn of the program logs in one message', async () => {
    const { outbox, sent, stored } = opened()
    outbox.push(started('a'))
    log(outbox, 0, 3)
    outbox.push({ type: 'run-ended', runId: 'a', status: 'finished', time: 9 })
    expect(sent).toEqual([])
    expect(await outbox.close(1000)).toEqual({ delivered: true })
    expect(stored.map(({ type }) => type)).toEqual(['run-started', 'points', 'run-ended'])
    expect(valuesOf(stored)).toEqual([0, 1, 2])
    expect(sent).toHaveLength(1)
  })

  it('sends the columns of several series with their steps and times', async () => {
    const { outbox, stored } = opened()
    outbox.pushPoint('a', 1, { loss: Number.NaN, lr: 0.1 }, 100)
    outbox.pushPoint('a', 2, { loss: -0 }, 200)
    outbox.pushPoint('b', 1, { loss: 5 }, 300)
    await outbox.close(1000)
    expect(stored).toEqual([
      {
        type: 'points',
        runId: 'a',
        series: [
          {
            name: 'loss',
            steps: Float64Array.of(1, 2),
            values: Float64Array.of(Number.NaN, -0),
            times: Float64Array.of(100, 200),
          },
          {
            name: 'lr',
            steps: Float64Array.of(1),
            values: Float64Array.of(0.1),
            times: Float64Array.of(100),
          },
        ],
      },
      {
        type: 'points',
        runId: 'b',
        series: [
          {
            name: 'loss',
            steps: Float64Array.of(1),
            values: Float64Array.of(5),
            times: Float64Array.of(300),
          },
        ],
      },
    ])
  })

  it('has one message on its way at a time, and sends nothing again that is acknowledged', async () => {
    const { outbox, far, sent, stored } = opened()
    let open = () => {}
    far.hold = new Promise((resolve) => {
      open = resolve
    })
    log(outbox, 0, 5)
    await passed(0)
    log(outbox, 5, 10)
    outbox.pump()
    await passed(0)
    expect(sent.map(valuesOf)).toEqual([upTo(5)])
    open()
    await outbox.close(1000)
    expect(valuesOf(stored)).toEqual(upTo(10))
    expect(sent).toHaveLength(2)
  })

  it.each<[string, Answer | null]>([
    ['no answer came', null],
    ['the server could not store it', unavailable],
  ])('sends again when %s, in the same order', async (_what, answer) => {
    const { outbox, far, sent, stored, refused } = opened()
    let failures = 3
    far.plan = () => (failures-- > 0 ? answer : { ok: true })
    outbox.push(started('a'))
    log(outbox, 0, 5)
    await passed(0)
    log(outbox, 5, 8)
    for (let i = 0; i < 8; i++) {
      await passed(1000)
      // What is logged meanwhile does not shorten the pauses of one, two and four seconds.
      log(outbox, 8 + i, 9 + i)
    }
    await passed(0)
    expect(stored[0]?.type).toBe('run-started')
    expect(valuesOf(stored)).toEqual(upTo(16))
    expect(sent.length).toBeGreaterThanOrEqual(5)
    expect(refused).toEqual([])
  })

  it.each(['in memory', 'in the file'])(
    'singles out a refused event that is kept %s, and delivers the others',
    async (where) => {
      const { outbox, far, stored, refused, spool } = opened({ connected: false })
      outbox.push(started('a'))
      outbox.push(points('a', 'loss', [0], [0]))
      outbox.push(points('a', 'loss', [1], [0.5]))
      outbox.push(points('a', 'loss', [2], [2]))
      if (where.includes('file')) log(outbox, 3, 70_000)
      expect(spool.isEmpty()).toBe(!where.includes('file'))
      far.plan = (events) => (valuesOf(events).includes(0.5) ? refusal('half a value') : { ok: true })
      far.connected = true
      await outbox.close(1000)
      expect(refused).toEqual(['half a value'])
      expect(stored[0]?.type).toBe('run-started')
      expect(valuesOf(stored).slice(0, 2)).toEqual([0, 2])
      expect(valuesOf(stored)).toHaveLength(where.includes('file') ? 2 + 69_997 : 2)
      expect(existsSync(spool.file)).toBe(false)
    },
  )

  it('loses nothing when the connection goes while refused events are singled out and more is logged', async () => {
    const { outbox, far, stored, refused } = opened({ connected: false })
    outbox.push(started('a'))
    for (let i = 0; i < 10; i++) outbox.push(points('a', 'loss', [i], [i === 4 ? 0.5 : i]))
    let before = 3
    far.plan = (events) => {
      if (valuesOf(events).includes(0.5)) return refusal('half a value')
      if (before-- > 0) return { ok: true }
      far.connected = false
      return null
    }
    far.connected = true
    outbox.pump()
    await passed(0)
    expect(far.connected).toBe(false)
    log(outbox, 10, 130_000)
    far.plan = (events) => (valuesOf(events).includes(0.5) ? refusal('half a value') : { ok: true })
    far.connected = true
    expect(await outbox.close(10_000)).toEqual({ delivered: true })
    const expected = upTo(130_000).filter((value) => value !== 4)
    expect(firstDifference([...new Set(valuesOf(stored))], expected)).toBeNull()
    expect(stored[0]?.type).toBe('run-started')
    expect(new Set(refused)).toEqual(new Set(['half a value']))
  })

  it('puts into the file what is more than memory should hold, and delivers all of it in order', async () => {
    const { outbox, far, stored, spool } = opened({ connected: false })
    outbox.push(started('a'))
    log(outbox, 0, 150_000)
    expect(spool.isEmpty()).toBe(false)
    far.connected = true
    expect(await outbox.close(10_000)).toEqual({ delivered: true })
    expect(stored[0]?.type).toBe('run-started')
    expect(firstDifference(valuesOf(stored), upTo(150_000))).toBeNull()
    expect(existsSync(spool.file)).toBe(false)
  })

  it('keeps no message larger than the server takes', async () => {
    const { outbox, far, sent } = opened({ connected: false })
    log(outbox, 0, 150_000)
    far.connected = true
    await outbox.close(10_000)
    for (const events of sent)
      for (const event of events) expect(valuesOf([event]).length).toBeLessThanOrEqual(100_000)
    expect(Math.max(...sent.map((events) => valuesOf(events).length))).toBeLessThan(150_000)
  })

  it.each([
    ['in memory', 2500, 1],
    ['in the file', 2500, 40],
    ['of one step', 130_000, 1],
  ])(
    'sends more series than an event may hold so that a server takes each, %s',
    async (_where, count, steps) => {
      const { outbox, far, sent, stored } = opened({ connected: false })
      const values = Object.fromEntries(upTo(count).map((i) => [`layer-${i}`, i]))
      for (let step = 0; step < steps; step++) outbox.pushPoint('a', step, values, 1_700_000_000_000)
      far.connected = true
      expect(await outbox.close(20_000)).toEqual({ delivered: true })
      for (const events of sent) expect(() => parseEvents(events, 1_700_000_000_000)).not.toThrow()
      expect(valuesOf(stored)).toHaveLength(count * steps)
    },
  )

  it('sends no more events at once than a server takes', async () => {
    const { outbox, far, sent } = opened({ connected: false })
    for (let i = 0; i < 25_000; i++)
      outbox.push({
        type: 'control',
        runId: 'a',
        action: 'pause',
        by: 'p',
        time: 1_700_000_000_000,
        done: true,
      })
    far.connected = true
    await outbox.close(20_000)
    expect(sent.map(({ length }) => length)).toEqual([10_000, 10_000, 5000])
  })

  it('leaves the rest in the file when it is closed before all is delivered', async () => {
    const { outbox, far, spool, stored } = opened({ connected: false })
    outbox.push(started('a'))
    log(outbox, 0, 100)
    const closed = outbox.close(1000)
    await passed(999)
    expect(existsSync(spool.file)).toBe(false)
    await passed(1)
    expect(await closed).toEqual({ delivered: false })
    expect(stored).toEqual([])
    const again = opened({ spool: openSpool(spool.file) })
    await again.outbox.close(1000)
    expect(again.stored.map(({ type }) => type)).toEqual(['run-started', 'points'])
    expect(valuesOf(again.stored)).toEqual(upTo(100))
    expect(far.connected).toBe(false)
  })

  it('says what could not be kept when the disk takes nothing, and goes on', async () => {
    const spool = openSpool(join(folder, 'never.jsonl'))
    const full: Spool = {
      ...spool,
      append() {
        throw new Error('ENOSPC: no space left on device')
      },
    }
    const { outbox, far, stored, refused } = opened({ connected: false, spool: full })
    log(outbox, 0, 60_000)
    expect(refused).toEqual([
      `60000 values could not be kept in ${full.file}: ENOSPC: no space left on device`,
    ])
    log(outbox, 60_000, 60_010)
    far.connected = true
    await outbox.close(1000)
    expect(valuesOf(stored)).toEqual(upTo(10).map((i) => 60_000 + i))
  })

  /** The file, changed while the server is away, with 60,000 values in it. */
  const changes: [string, (file: string) => void, number][] = [
    ['removed', (file) => rmSync(file), 60_000],
    ['renamed', (file) => renameSync(file, `${file}.away`), 60_000],
    ['cut to nothing', (file) => truncateSync(file, 0), 60_000],
    ['cut within a line', (file) => truncateSync(file, readFileSync(file).length - 5), 20_000],
    ['damaged', (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('{', 'x')), 0],
  ]
  it.each(changes)(
    'goes on with a run whose file was %s, and counts what is lost',
    async (_how, change, lost) => {
      const said = vi.spyOn(console, 'error').mockImplementation(() => {})
      const { outbox, far, stored, spool, counted } = opened({ connected: false })
      far.plan = (events) => {
        const isKnown = stored.some(({ type }) => type === 'run-started') || events[0]?.type === 'run-started'
        return isKnown ? { ok: true } : { ...refusal('There is no run "a".'), code: 'not-found' }
      }
      outbox.push(started('a'))
      log(outbox, 0, 60_000)
      expect(spool.isEmpty()).toBe(false)
      change(spool.file)
      log(outbox, 60_000, 60_010)
      far.connected = true
      expect(await outbox.close(10_000)).toEqual({ delivered: lost === 0 })
      expect(stored.filter(({ type }) => type === 'run-started')).toHaveLength(1)
      expect(valuesOf(stored).slice(-10)).toEqual(upTo(10).map((i) => 60_000 + i))
      expect(counted).toEqual(lost === 0 ? [] : [lost])
      said.mockRestore()
    },
  )

  it('keeps the start of a run with what is left, though the file with it was removed', async () => {
    const { outbox, spool, counted } = opened({ connected: false })
    outbox.push(started('a'))
    log(outbox, 0, 60_000)
    rmSync(spool.file)
    log(outbox, 60_000, 60_010)
    const closed = outbox.close(1000)
    await passed(1000)
    expect(await closed).toEqual({ delivered: false })
    const kept = openSpool(spool.file).read()
    expect(kept.map(({ type }) => type)).toEqual(['run-started', 'points'])
    expect(counted).toEqual([60_000])
  })
})
