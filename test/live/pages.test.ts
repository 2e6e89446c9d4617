import { afterEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { points, started } from '../store/points.ts'
import { closeAll, openPage, serve, storedIn } from './serving.ts'

afterEach(closeAll)

describe('a page', () => {
  it('gets events only after they are stored, findings among them', async () => {
    const server = await serve()
    await server.services.recorder.record([started('a'), started('b')])
    const page = await openPage(server.url, { run: 'a' })
    const stored: Promise<unknown>[] = []
    page.socket.on('events', (_watched, events) => {
      for (const event of events)
        if (event.type === 'points') stored.push(storedIn(server, 'a').then(({ steps }) => steps.at(-1)))
        else if (event.type === 'finding')
          stored.push(server.services.store.readFinding(event.finding.id).then((one) => one?.id))
    })
    await server.services.recorder.record([points('b', 'train/loss', [1], [1])])
    await server.services.recorder.record([points('a', 'train/loss', [1, 2], [1, Number.NaN])])
    const { finding } = await page.next('finding')
    expect(finding.evidence.value).toBeNaN()
    expect(await Promise.all(stored)).toEqual([2, finding.id])
    const { series } = await page.next('points')
    expect(series[0]?.values).toEqual(Float64Array.of(1, Number.NaN))
    expect(page.events).toHaveLength(2)
  })

  it('gets long columns thinned, with every non-finite value in them', async () => {
    const server = await serve()
    await server.services.recorder.record([started('a')])
    const page = await openPage(server.url, { run: 'a' })
    const values = Float64Array.from({ length: 50_000 }, (_, i) =>
      i === 33_333 ? Number.NEGATIVE_INFINITY : Math.sin(i),
    )
    await server.services.recorder.record([
      points(
        'a',
        'accuracy',
        values.map((_, i) => i),
        values,
      ),
    ])
    const { series } = await page.next('points')
    expect(series[0]?.steps.length).toBeLessThan(4000)
    expect(series[0]?.values).toContain(Number.NEGATIVE_INFINITY)
  })

  it('gets what a run prints only where it asks for that, and of the machine nothing where it watches all runs', async () => {
    const server = await serve()
    const { recorder } = server.services
    await recorder.record([started('a')])
    const [run, printed, all] = await Promise.all(
      [{ run: 'a' }, { console: 'a' }, { runs: true } as const].map((watched) =>
        openPage(server.url, watched),
      ),
    )
    const lines: RunEvent = { type: 'console', runId: 'a', lines: ['one'], from: null }
    await recorder.record([lines, points('a', 'system/cpu', [1], [50]), points('a', 'train/loss', [1], [1])])
    expect(await printed?.next('console')).toMatchObject({ at: 0, lines: ['one'] })
    await all?.next('points')
    await run?.next('points', ({ series }) => series.some(({ name }) => name === 'train/loss'))
    const told = (page: typeof run) =>
      page?.events.flatMap((event) =>
        event.type === 'points' ? event.series.map(({ name }) => name) : [event.type],
      )
    expect(told(run)).toEqual(['system/cpu', 'train/loss'])
    expect(told(printed)).toEqual(['console'])
    expect(told(all)).toEqual(['train/loss'])
  })

  it('that watches all runs gets what became of each and the newest point of each series', async () => {
    const server = await serve()
    const page = await openPage(server.url, { runs: true })
    const { recorder } = server.services
    await recorder.record([started('a'), points('a', 'train/loss', [1, 2], [3, 2])])
    await recorder.record([{ type: 'run-lost', runId: 'a', time: 1 }])
    await recorder.record([points('a', 'train/loss', [3], [1]), points('a', 'lr', [3], [0.1])])
    await page.next('points', ({ series }) => series[0]?.name === 'lr')
    const told = page.events.map((event) =>
      event.type === 'points' ? [event.series[0]?.name, event.series[0]?.steps] : event.type,
    )
    // The points come after the loss of the run, of which they are the end.
    expect(told).toEqual([
      'run-started',
      'run-lost',
      ['train/loss', Float64Array.of(3)],
      ['lr', Float64Array.of(3)],
    ])
  })

  it('hears no more of a run that it does not watch any longer', async () => {
    const server = await serve()
    const { recorder } = server.services
    await recorder.record([started('a')])
    const page = await openPage(server.url, { run: 'a' })
    page.socket.emit('unwatch', { run: 'a' })
    await page.socket.emitWithAck('watch', { run: 'b' })
    await recorder.record([points('a', 'train/loss', [1], [1]), started('b')])
    await page.next('run-started')
    expect(page.events).toHaveLength(1)
  })

  it('that is too slow is left out until it has caught up, and then told to read again', async () => {
    const server = await serve()
    const { recorder } = server.services
    await recorder.record([started('a')])
    const { socket } = await openPage(server.url, { run: 'a' })
    socket.off('events')
    const answers: (() => void)[] = []
    const full = new Promise<void>((resolve) => {
      socket.on('events', (_watched, _events, answer) => {
        if (answers.push(answer) === 64) resolve()
      })
    })
    for (let i = 0; i < 100; i++) await recorder.record([points('a', 'accuracy', [i], [i])])
    await full
    expect(answers).toHaveLength(64)
    const behind = new Promise<void>((resolve) => {
      socket.once('behind', resolve)
    })
    for (const answer of answers) answer()
    await behind
    const next = new Promise<void>((resolve) => {
      socket.once('events', () => resolve())
    })
    await recorder.record([points('a', 'accuracy', [100], [1])])
    await next
  })

  it.each([[null], [undefined], ['a'], [7], [{}], [{ run: 7 }], [{ runs: 'all' }]])(
    'does no harm by watching %j',
    async (watched) => {
      const server = await serve()
      const page = await openPage(server.url, { run: 'a' })
      page.socket.emit('unwatch', watched as never)
      page.socket.emit('watch', watched as never, undefined as never)
      await page.socket.emitWithAck('watch', watched as never)
      await server.services.recorder.record([started('a')])
      await page.next('run-started')
    },
  )
})
