import { existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openSpool, type Spool } from '../../lib/delivery/spool.ts'
import { parseEvents } from '../../lib/schema.ts'
import { started } from '../store/points.ts'
import { firstDifference, folder, log, opened, refusal, upTo, valuesOf, withTimers } from './sending.ts'

const passed = withTimers()

describe('the file of the outbox', () => {
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
