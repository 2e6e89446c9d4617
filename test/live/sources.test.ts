import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import type { RunEvent } from '../../lib/run.ts'
import { started } from '../store/points.ts'
import { clientOf, closeAll, json, openPage, openSource, portOf, serve, statusIn } from './serving.ts'

afterEach(closeAll)

const askToStop = (runId: string): RunEvent => ({
  ...{ type: 'control', runId, action: 'stop', by: 'page', reason: 'Enough.', time: Date.now(), done: false },
})

describe('a source that goes away', () => {
  it('leaves its run lost after the grace, and running again when it comes back', async () => {
    const server = await serve({ graceMs: 50 })
    const page = await openPage(server.url, { run: 'a' })
    const first = await openSource(server.url, { sourceId: 'one' })
    expect(await first.send([{ type: 'run-started', run: { id: 'a' } }, json('a', 1, 1)])).toEqual({
      ok: true,
    })
    first.socket.disconnect()
    await page.next('run-lost')
    expect(await statusIn(server, 'a')).toBe('lost')
    const again = await openSource(server.url, { sourceId: 'one' })
    expect(await again.send([json('a', 2, 0.5)])).toEqual({ ok: true })
    expect(await statusIn(server, 'a')).toBe('running')
    again.socket.disconnect()
  })

  it('has its run again as soon as it is back, even with nothing to send', async () => {
    const server = await serve({ graceMs: 60_000 })
    const auth = { sourceId: 'one', runId: 'a' }
    const first = await openSource(server.url, auth)
    await first.send([{ type: 'run-started', run: { id: 'a' } }])
    first.socket.disconnect()
    const again = await openSource(server.url, auth)
    await server.services.sources.command({ runId: 'a', action: 'pause', by: 'page' })
    await vi.waitFor(() => expect(again.commands).toMatchObject([{ runId: 'a', action: 'pause' }]))
    const { assertFree } = server.services.sources
    await expect(assertFree('a')).rejects.toThrow(
      'is connected now: use another run id, or stop that program.',
    )
    // Who deletes it has no use for another id.
    await expect(assertFree('a', 'stop it.')).rejects.toThrow('is connected now: stop it.')
    again.socket.disconnect()
  })

  it('hears when it is back that it is to stop, once a connection, even from a server that was started since', async () => {
    const auth = { sourceId: 'one', runId: 'a' }
    const before = await serve()
    const first = await openSource(before.url, auth)
    await first.send([{ type: 'run-started', run: { id: 'a', source: 'client' } }])
    first.socket.disconnect()
    await before.services.recorder.record([askToStop('a')])
    await before.close()
    const after = await serve({ folder: before.folder, port: portOf(before) })
    const again = await openSource(after.url, auth)
    const stop = { runId: 'a', action: 'stop', by: 'page', reason: 'Enough.' }
    await vi.waitFor(() => expect(again.commands).toEqual([stop]))
    expect(await again.send([json('a', 1, 1)])).toEqual({ ok: true })
    await after.services.recorder.record([askToStop('a')])
    expect(await again.send([json('a', 2, 1)])).toEqual({ ok: true })
    expect(again.commands).toEqual([stop])
    again.socket.disconnect()
  })

  it.each([
    ['for long', 20],
    ['just now', 60_000],
  ])(
    'is not stopped for what was asked of the program before it, which is gone %s',
    async (_when, graceMs) => {
      const server = await serve({ graceMs })
      const page = await openPage(server.url, { run: 'a' })
      const first = await openSource(server.url, { sourceId: 'one', runId: 'a' })
      await first.send([{ type: 'run-started', run: { id: 'a' } }])
      await server.services.recorder.record([askToStop('a')])
      first.socket.disconnect()
      if (graceMs < 1000) await page.next('run-lost')
      else await vi.waitFor(() => server.services.sources.assertFree('a'))
      const second = await openSource(server.url, { sourceId: 'two', runId: 'a' })
      expect(await second.send([{ type: 'run-started', run: { id: 'a' } }])).toEqual({ ok: true })
      expect(await second.send([json('a', 1, 1)])).toEqual({ ok: true })
      expect(second.commands).toEqual([])
      second.socket.disconnect()
    },
  )

  it('is waited for after a restart of the server: those that come back keep their run, the others lose it', async () => {
    const before = await serve()
    const run = startRun({ id: 'back' }, clientOf(before))
    await run.accepted
    await before.services.recorder.record([
      started('gone', { source: 'client' }),
      started('http', { source: 'http' }),
    ])
    await before.close()
    const after = await serve({ folder: before.folder, port: portOf(before), graceMs: 1500 })
    const page = await openPage(after.url, { run: 'gone' })
    await page.next('run-lost')
    expect(await Promise.all(['back', 'gone', 'http'].map((id) => statusIn(after, id)))).toEqual([
      'running',
      'lost',
      'running',
    ])
    await run.finish()
    expect(await statusIn(after, 'back')).toBe('finished')
  })

  it.each<[string, unknown, object]>([
    ['what is no list', 'nonsense', { code: 'invalid', at: 'events' }],
    [
      'a bad value',
      [json('a', 1, 1), { ...json('a', 2, 1), series: [{ name: 'l', steps: [1], values: ['x'] }] }],
      { at: 'events[1].series[0].values[0]' },
    ],
    ['a run that never started', [json('nobody', 1, 1)], { code: 'not-found' }],
    ["the recorder's own events", [{ type: 'run-lost', runId: 'a', time: 1 }], { at: 'events[0].type' }],
  ])('is told what is wrong with %s, and need not send it again', async (_what, events, answer) => {
    const server = await serve()
    const source = await openSource(server.url, { sourceId: 'one' })
    expect(await source.send(events)).toMatchObject({ ok: false, retry: false, ...answer })
    source.socket.disconnect()
  })

  it('is told to send again what the server could not store', async () => {
    const server = await serve()
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const source = await openSource(server.url, { sourceId: 'one' })
    vi.spyOn(server.services.recorder, 'record').mockRejectedValueOnce(new Error('ENOSPC: /secret/path'))
    const events = [{ type: 'run-started', run: { id: 'a' } }]
    expect(await source.send(events)).toEqual({
      ...{ ok: false, retry: true, code: 'unavailable' },
      message: 'The server could not store these events; they may be sent again.',
    })
    expect(await source.send(events)).toEqual({ ok: true })
    expect(printed).toHaveBeenCalledOnce()
    printed.mockRestore()
    source.socket.disconnect()
  })
})
