import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../lib/live/events.ts'
import { points, started } from '../store/points.ts'
import { firstDifference, log, opened, refusal, unavailable, upTo, valuesOf, withTimers } from './sending.ts'

const passed = withTimers()

describe('the outbox', () => {
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
})
