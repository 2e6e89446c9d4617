import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { pageNamespace, sourceNamespace } from '../../lib/live/events.ts'
import type { RunEvent } from '../../lib/run.ts'
import type { RunningServer } from '../../lib/server.ts'
import { openSpool } from '../../lib/spool.ts'
import { points, started, trickyValues } from '../store/points.ts'
import { closeAll, openPage, portOf, serve, type TestServer } from './serving.ts'

afterEach(closeAll)

const clientOf = ({ url, spoolFolder }: TestServer, rest = {}) => ({ url, spoolFolder, ...rest })
const storedIn = async ({ services }: RunningServer, id: string, name = 'train/loss') => {
  const read = (await services.store.readPoints(id, { series: [name] })).series[0]
  return { steps: [...(read?.steps ?? [])], values: [...(read?.values ?? [])] }
}
const statusIn = async ({ services }: RunningServer, id: string) =>
  (await services.store.readRun(id))?.run.status

/** A source below the client: its socket alone. */
async function openSource(url: string, auth: object) {
  const socket = io(`${url}${sourceNamespace}`, { transports: ['websocket'], auth, forceNew: true })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return { socket, send: (events: unknown) => socket.emitWithAck('events', events) }
}
const json = (runId: string, step: number, value: number) => ({
  type: 'points',
  runId,
  series: [{ name: 'train/loss', steps: [step], values: [value] }],
})

describe('a program that trains', () => {
  it('has its values stored bit for bit, NaN and infinities included', async () => {
    const server = await serve()
    const run = startRun({ id: 'a', name: 'first', loss: 'mse', params: { lr: 0.1 } }, clientOf(server))
    trickyValues.forEach((value, step) => {
      run.log(step, { 'train/loss': value, lr: 0.1 })
    })
    expect(await run.accepted).toEqual({ ok: true })
    expect((await run.finish()).delivered).toBe(true)
    const { steps, values } = await storedIn(server, 'a')
    expect(steps).toEqual([...trickyValues.keys()])
    expect(values.map((value, i) => Object.is(value, trickyValues[i]))).toEqual(trickyValues.map(() => true))
    const record = await server.services.store.readRun('a')
    expect(record?.run).toMatchObject({
      name: 'first',
      status: 'finished',
      loss: { id: 'mse', params: {} },
      source: 'client',
    })
    expect(record?.findings.find(({ code }) => code === 'non-finite')).toMatchObject({ step: 2 })
    expect(existsSync(server.spoolFolder)).toBe(false)
  })

  it('has many values a step apart stored in long columns', async () => {
    const server = await serve()
    const run = startRun({ id: 'a' }, clientOf(server))
    for (let step = 0; step < 30_000; step++) run.log(step, { 'train/loss': 1 / (step + 1) })
    await run.finish()
    const { values } = await storedIn(server, 'a')
    expect(values.findIndex((value, step) => value !== 1 / (step + 1))).toBe(-1)
    expect(values).toHaveLength(30_000)
  })

  it('is refused with a sentence when another that is connected has its run', async () => {
    const server = await serve()
    const first = startRun({ id: 'a' }, clientOf(server))
    expect(await first.accepted).toEqual({ ok: true })
    const refused: string[] = []
    const second = startRun(
      { id: 'a' },
      clientOf(server, { onRefused: (message: string) => refused.push(message) }),
    )
    const answer = await second.accepted
    expect(answer).toMatchObject({ ok: false })
    expect(answer.ok ? '' : answer.message).toMatch(
      /^The run "a" is being written by another program [^\n]+\.$/,
    )
    second.log(1, { 'train/loss': 666 })
    await second.finish()
    expect(refused.length).toBeGreaterThan(0)
    first.log(1, { 'train/loss': 1 })
    await first.finish()
    expect(await storedIn(server, 'a')).toEqual({ steps: [1], values: [1] })
  })

  it('hears that a person pressed Stop', async () => {
    const server = await serve()
    const heard: string[] = []
    const run = startRun(
      { id: 'a' },
      clientOf(server, { onCommand: ({ action }: { action: string }) => heard.push(action) }),
    )
    await run.accepted
    const page = await openPage(server.url, { run: 'a' })
    expect(run.stopRequested).toBe(false)
    server.services.sources.command({ runId: 'a', action: 'stop', by: 'page' })
    expect(await page.next('control')).toMatchObject({ action: 'stop', by: 'page', done: true })
    expect([run.stopRequested, heard]).toEqual([true, ['stop']])
    await run.end({ status: 'stopped' })
    expect(await statusIn(server, 'a')).toBe('stopped')
    expect(() => server.services.sources.command({ runId: 'a', action: 'stop', by: 'page' })).toThrow(
      'nobody can stop it',
    )
  })

  it('is not held up when no server is there, and keeps what it logs', async () => {
    const server = await serve()
    await server.close()
    const run = startRun({ id: 'a' }, clientOf(server))
    for (let step = 0; step < 10; step++) run.log(step, { 'train/loss': step })
    const { delivered, spoolFile } = await run.end({ status: 'finished', timeoutMs: 50 })
    expect(delivered).toBe(false)
    expect(
      openSpool(spoolFile)
        .read()
        .map(({ type }) => type),
    ).toEqual(['run-started', 'points', 'run-ended'])
  })

  it('has every value stored exactly once when the server is closed and started again while it goes on', async () => {
    const before = await serve()
    const run = startRun({ id: 'a' }, clientOf(before))
    let step = 0
    const log = () => run.log(step, { 'train/loss': 1 / ++step })
    const logging = setInterval(log, 1)
    await run.accepted
    await before.close()
    for (let i = 0; i < 1000; i++) log()
    const page = vi.fn()
    const after = await serve({ folder: before.folder, port: portOf(before) })
    const watching = await openPage(after.url, { run: 'a' })
    watching.socket.on('events', page)
    await watching.next('points')
    clearInterval(logging)
    expect((await run.finish()).delivered).toBe(true)
    const { steps, values } = await storedIn(after, 'a')
    expect(steps).toEqual(Array.from({ length: step }, (_, i) => i))
    expect(values.findIndex((value, i) => value !== 1 / (i + 1))).toBe(-1)
    const record = await after.services.store.readRun('a')
    expect(record?.series).toMatchObject([{ name: 'train/loss', count: step }])
    expect(record?.run.status).toBe('finished')
    expect(existsSync(before.spoolFolder)).toBe(false)
  })
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
    const heard = new Promise((resolve) => again.socket.once('command', resolve))
    server.services.sources.command({ runId: 'a', action: 'stop', by: 'page' })
    expect(await heard).toMatchObject({ runId: 'a', action: 'stop' })
    again.socket.disconnect()
  })

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

describe('at its start the server', () => {
  const deadPid = spawnSync(process.execPath, ['--version']).pid

  it('takes in what programs of this machine could not deliver before they ended', async () => {
    const before = await serve()
    await before.close()
    const events: RunEvent[] = [
      started('a'),
      points('a', 'train/loss', [...trickyValues.keys()], trickyValues),
    ]
    openSpool(join(before.spoolFolder, `a.${deadPid}.jsonl`)).append(events)
    openSpool(join(before.spoolFolder, `live.${process.pid}.jsonl`)).append([started('live')])
    openSpool(join(before.spoolFolder, `bad.${deadPid}.jsonl`)).append([
      points('bad', 'train/loss', [1], [1]),
    ])
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const server = await serve({ folder: before.folder })
    expect(printed.mock.calls.flat()).toEqual([
      expect.stringMatching(/bad\.\d+\.jsonl\.refused could not be taken in: There is no run "bad"/),
    ])
    printed.mockRestore()
    const { values } = await storedIn(server, 'a')
    expect(values.map((value, i) => Object.is(value, trickyValues[i]))).toEqual(trickyValues.map(() => true))
    expect(await statusIn(server, 'live')).toBeUndefined()
    expect(readdirSync(before.spoolFolder).sort()).toEqual([
      `bad.${deadPid}.jsonl.refused`,
      `live.${process.pid}.jsonl`,
    ])
  })

  it('refuses a port that is in use, in one sentence, before it touches the database', async () => {
    const server = await serve()
    const second = serve({ port: portOf(server) })
    await expect(second).rejects.toMatchObject({ name: 'Refusal', code: 'cannot-start' })
    await expect(second).rejects.toThrow(/^Port \d+ is in use: [^\n]+ --port \d+\.$/)
  })

  it('refuses to be open to the network without a token', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toThrow(/set LOSSGLASS_TOKEN to a secret first/)
  })

  it('lets go of the port when the database cannot be opened', async () => {
    const server = await serve()
    const port = portOf(server)
    await server.close()
    await expect(serve({ port, db: '/dev/null/x.db' })).rejects.toMatchObject({ code: 'cannot-start' })
    expect(portOf(await serve({ port }))).toBe(port)
  })
})

describe('who may not talk to the server', () => {
  it.each([
    [sourceNamespace, { origin: 'https://evil.example' }],
    [pageNamespace, { origin: 'https://evil.example' }],
    [pageNamespace, { host: 'evil.example' }],
  ])('gets no socket to %s with %j', async (namespace, extraHeaders) => {
    const { url } = await serve()
    const socket = io(`${url}${namespace}`, { transports: ['websocket'], extraHeaders, reconnection: false })
    const outcome = await new Promise((resolve) => {
      socket.once('connect', () => resolve('connected'))
      socket.once('connect_error', () => resolve('refused'))
    })
    socket.disconnect()
    expect(outcome).toBe('refused')
  })

  function answerTo(url: string, headers: Record<string, string>, path = '/') {
    return new Promise<{ status?: number | undefined; cookie: string; body: string }>((resolve, reject) => {
      request(new URL(path, url), { headers }, async (response) => {
        let body = ''
        for await (const chunk of response) body += chunk
        resolve({ status: response.statusCode, cookie: String(response.headers['set-cookie'] ?? ''), body })
      })
        .on('error', reject)
        .end()
    })
  }

  it('gets no page under another name or from another site', async () => {
    const { url } = await serve()
    expect(await answerTo(url, {})).toMatchObject({ status: 200, body: 'a page' })
    for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }] as Record<
      string,
      string
    >[]) {
      const { status, body } = await answerTo(url, headers)
      expect(status).toBe(403)
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'forbidden' } })
    }
  })

  it('gets in with the token only, and then keeps it as a cookie', async () => {
    const token = 'se cret+ü%'
    const server = await serve({ token })
    expect(await answerTo(server.url, {})).toMatchObject({ status: 401 })
    expect(await answerTo(server.url, { cookie: 'lossglass-token=%' })).toMatchObject({ status: 401 })
    const first = await answerTo(server.url, {}, `/?token=${encodeURIComponent(token)}`)
    expect(first).toMatchObject({ status: 200, cookie: expect.stringContaining('HttpOnly; SameSite=Strict') })
    const cookie = first.cookie.split(';')[0] as string
    expect(await answerTo(server.url, { cookie })).toMatchObject({ status: 200 })
    const run = startRun({ id: 'a' }, clientOf(server, { token }))
    expect(await run.accepted).toEqual({ ok: true })
    expect((await run.finish()).delivered).toBe(true)
  })
})
