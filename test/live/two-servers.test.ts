import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'
import { closeAll, json, openPage, openSource, serve, statusIn, storedIn } from './serving.ts'

afterEach(closeAll)

const ways = ['postgresql', 'redis'] as const

/** Two servers on one new database, which reach each other so. */
async function two(way: (typeof ways)[number], graceMs = 60_000) {
  const database = { url: await createDatabase(inject('postgresql')) }
  const redis = way === 'redis' ? inject('redis') : undefined
  const options = { database, redis, graceMs }
  return [await serve(options), await serve(options)] as const
}

const start = (id: string): RunEvent => ({
  type: 'run-started',
  run: { id, source: 'client' },
  time: Date.now(),
})

describe.each(ways)('two servers that reach each other by %s', (way) => {
  it('show on their pages what either stores, with every kind of value', async () => {
    const [one, other] = await two(way)
    const page = await openPage(other.url, { run: 'a' })
    const list = await openPage(other.url, { runs: true })
    const source = await openSource(one.url, { sourceId: 's' })
    const names = ['NaN', 'Infinity', '-Infinity', '-0']
    await source.send([start('a'), ...names.map((name, step) => json('a', step, name))])
    await page.next('points', ({ series }) => series[0]?.steps[0] === 3)
    const told = page.events.flatMap((event) => (event.type === 'points' ? [event.series[0]?.values[0]] : []))
    expect(told).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0])
    const long = Array.from({ length: 5000 }, (_, i) => 100 + i)
    await source.send([{ type: 'points', runId: 'a', series: [{ name: 'long', steps: long, values: long }] }])
    await page.next('points', ({ series }) => series[0]?.steps.at(-1) === 5099)
    await list.next('points')
    source.socket.disconnect()
  })

  it('store a run whose program comes by both, once, with one finding of each kind', async () => {
    const [one, other] = await two(way)
    const sources = await Promise.all([one, other].map(({ url }) => openSource(url, { sourceId: 's' })))
    const page = await openPage(one.url, { run: 'a' })
    await sources[0]?.send([start('a')])
    for (let step = 0; step < 60; step++) {
      const value = step < 20 ? 1 / (step + 1) : 'NaN'
      // The same point by both, at once: one of them has been overtaken.
      const answers = await Promise.all(sources.map((source) => source.send([json('a', step, value)])))
      expect(answers).toEqual([{ ok: true }, { ok: true }])
    }
    const { steps, values } = await storedIn(one, 'a')
    expect(steps).toEqual(Array.from({ length: 60 }, (_, step) => step))
    expect(values.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, step) => 1 / (step + 1)))
    expect(values.slice(20)).toEqual(Array(40).fill(Number.NaN))
    const findings = (await other.services.store.readRun('a'))?.findings ?? []
    expect(findings.map(({ code, step }) => [code, step])).toEqual([['non-finite', 20]])
    await page.next('finding')
    await new Promise((resolve) => setTimeout(resolve, 200))
    // When it began, and once more when it had gone on for ten values.
    const told = page.events.flatMap((event) =>
      event.type === 'finding' ? [event.finding.evidence.count] : [],
    )
    expect(told).toEqual([1, 10])
    for (const { socket } of sources) socket.disconnect()
  })

  it('pass commands on to the program, whichever has it, and refuse a second program', async () => {
    const [one, other] = await two(way)
    const source = await openSource(one.url, { sourceId: 's' })
    await source.send([start('a')])
    await other.services.sources.command({ runId: 'a', action: 'pause', by: 'page' })
    await vi.waitFor(() => expect(source.commands).toMatchObject([{ action: 'pause' }]))
    await other.services.recorder.record([
      {
        type: 'control',
        runId: 'a',
        action: 'stop',
        by: 'page',
        reason: 'Enough.',
        time: Date.now(),
        done: false,
      },
    ])
    await vi.waitFor(() => expect(source.commands).toMatchObject([{}, { action: 'stop', reason: 'Enough.' }]))
    await vi.waitFor(
      () => expect(other.services.sources.assertFree('a')).rejects.toThrow('another program'),
      4000,
    )
    await expect(
      other.services.sources.command({ runId: 'nobody', action: 'pause', by: 'page' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const second = await openSource(other.url, { sourceId: 'another' })
    await vi.waitFor(async () =>
      expect(await second.send([json('a', 1, 1)])).toMatchObject({ ok: false, code: 'conflict' }),
    )
    second.socket.disconnect()
    source.socket.disconnect()
  })

  it('have one set of settings', async () => {
    const [one, other] = await two(way)
    const { settings } = one.services
    await settings.write({
      ...settings.read(),
      policies: { ...settings.read().policies, stopOnCritical: true },
    })
    await vi.waitFor(() => expect(other.services.settings.read()).toEqual(settings.read()), 10_000)
  })

  it('notice that a program is gone, or has moved to the other, and say so once', async () => {
    const [one, other] = await two(way, 300)
    const first = await openSource(one.url, { sourceId: 's', runId: 'a' })
    await first.send([start('a')])
    const page = await openPage(one.url, { run: 'a' })
    first.socket.disconnect()
    const moved = await openSource(other.url, { sourceId: 's', runId: 'a' })
    await moved.send([json('a', 1, 1)])
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(await statusIn(one, 'a')).toBe('running')
    moved.socket.disconnect()
    await page.next('run-lost')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(page.events.filter(({ type }) => type === 'run-lost')).toHaveLength(1)
    expect(await statusIn(other, 'a')).toBe('lost')
  })
})
