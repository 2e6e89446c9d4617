/** Messages over the whole way: events come in over HTTP or a socket, a webhook on a port hears of what was found. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { openHook, tell } from './hook.ts'
import { clientOf, closeAll, json, post, serve, statusIn, storedIn, type TestServer } from './serving.ts'

const hooks: { close(): void }[] = []
afterEach(async () => {
  await closeAll()
  for (const hook of hooks.splice(0)) hook.close()
})
async function hookThat(...answer: Parameters<typeof openHook>) {
  const hook = await openHook(...answer)
  hooks.push(hook)
  return hook
}

let newest: TestServer
async function serveNext(changes: Parameters<typeof serve>[0] = {}): Promise<TestServer> {
  newest = await serve(changes)
  return newest
}
async function sent(...events: unknown[]): Promise<void> {
  expect((await post(newest, ...events)).status).toBe(200)
}
const begin = (id: string) => sent({ type: 'run-started', run: { id, name: `run ${id}` } }, json(id, 1, 1))
const goWrong = (id: string, step = 2) => sent(json(id, step, 'NaN'))
const recover = (id: string, from = 3) =>
  sent(...Array.from({ length: 12 }, (_, i) => json(id, from + i, 1 - i / 100)))
/** The ticks of the server come too seldom for a test. */
async function soon(server: TestServer, check: () => void): Promise<void> {
  await vi.waitFor(
    () => {
      server.services.notifier.tick()
      check()
    },
    { timeout: 20_000, interval: 50 },
  )
}
const events = (told: { event: string; run: { id: string } }[]) =>
  told.map(({ event, run }) => `${event} ${run.id}`)

describe('a webhook', () => {
  it('hears once that a finding opened, and once that it is over', async () => {
    const server = await serveNext()
    const hook = await hookThat()
    await tell(hook.url)
    await begin('a')
    for (let step = 2; step < 15; step++) await goWrong('a', step)
    await vi.waitFor(() => expect(hook.taken).toHaveLength(1))
    await recover('a', 15)
    await vi.waitFor(() => expect(hook.taken).toHaveLength(2))
    await setTimeout(200)
    const incident = 'a:non-finite:train/loss:2'
    expect(hook.tried).toMatchObject([
      {
        ...{ event: 'finding-opened', incident, title: 'run a: Not a number since step 2' },
        run: { id: 'a', url: `${server.url}/runs/a` },
      },
      { event: 'finding-resolved', incident },
    ])
  })

  it('that fails twice gets the message in the end, and its end after it; other messages do not wait', async () => {
    const server = await serveNext()
    const hook = await hookThat(({ run }, tries) => (run.id === 'a' && tries <= 2 ? 500 : 200))
    await tell(hook.url)
    await begin('a')
    await begin('b')
    await goWrong('a')
    await vi.waitFor(() => expect(hook.tried).toHaveLength(1))
    await recover('a')
    await goWrong('b')
    await vi.waitFor(() => expect(events(hook.taken)).toEqual(['finding-opened b']))
    await soon(server, () => expect(hook.taken).toHaveLength(3))
    expect(events(hook.taken)).toEqual(['finding-opened b', 'finding-opened a', 'finding-resolved a'])
  })

  it('that never answers holds up neither a run nor the webhook that takes its place', async () => {
    const server = await serveNext()
    const mute = await hookThat(() => null)
    await tell(mute.url)
    const runs = Array.from({ length: 6 }, (_, i) => startRun({ id: `mute-${i}` }, clientOf(server)))
    const before = performance.now()
    for (const run of runs)
      for (let step = 0; step < 200; step++) run.log(step, { 'train/loss': step < 10 ? 1 : Number.NaN })
    for (const run of runs) expect((await run.finish()).delivered).toBe(true)
    expect(performance.now() - before).toBeLessThan(5000)
    await vi.waitFor(() => expect(mute.tried.length).toBeGreaterThan(0))
    expect(await statusIn(server, 'mute-0')).toBe('finished')
    expect((await storedIn(server, 'mute-0')).steps).toHaveLength(200)

    const hook = await hookThat()
    await tell(hook.url)
    await begin('b')
    await goWrong('b')
    await vi.waitFor(() => expect(events(hook.taken)).toContain('finding-opened b'))
  })

  it('that was down hears after a restart of the server what it missed, once', async () => {
    const before = await serveNext()
    let status = 503
    const hook = await hookThat(() => status)
    await tell(hook.url)
    await begin('a')
    await begin('b')
    await goWrong('a')
    await goWrong('b')
    await recover('b')
    await vi.waitFor(() => expect(hook.tried).toHaveLength(2))
    await before.close()
    status = 200
    const after = await serveNext({ folder: before.folder })
    await vi.waitFor(() => expect(hook.taken).toHaveLength(3))
    await goWrong('a', 3)
    await recover('a', 4)
    await vi.waitFor(() => expect(hook.taken).toHaveLength(4))
    await after.close()
    await serveNext({ folder: before.folder })
    await setTimeout(200)
    const heard = (id: string) => hook.taken.filter(({ run }) => run.id === id).map(({ event }) => event)
    expect([heard('a'), heard('b'), hook.taken.length]).toEqual([
      ['finding-opened', 'finding-resolved'],
      ['finding-opened', 'finding-resolved'],
      4,
    ])
  })

  it('is left alone in quiet hours', async () => {
    const server = await serveNext()
    const hook = await hookThat()
    const minute = new Date().getHours() * 60 + new Date().getMinutes()
    // An hour around now, by the clock of the machine.
    const quiet = { from: (minute + 1410) % 1440, to: (minute + 30) % 1440 }
    await tell(hook.url, { quiet })
    await begin('a')
    await goWrong('a')
    await setTimeout(200)
    expect(hook.tried).toEqual([])
    await tell(hook.url)
    await soon(server, () => expect(events(hook.taken)).toEqual(['finding-opened a']))
  })
})
