import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { openSpool } from '../../lib/delivery/spool.ts'
import { noWebsocket } from '../../lib/live/turned-away.ts'
import { plainProxy } from '../plain-proxy.ts'
import { trickyValues } from '../store/points.ts'
import { clientOf, closeAll, openPage, portOf, serve, storedIn } from './serving.ts'

afterEach(closeAll)

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

  it('is told that no websocket gets through where the server answers all the same, and keeps what it logs', async () => {
    const server = await serve()
    const proxy = await plainProxy(server.url)
    const said: string[] = []
    const options = {
      ...clientOf(server),
      url: proxy.url,
      onRefused: (why: string) => said.push(why),
    }
    const run = startRun({ id: 'a' }, options)
    run.log(1, { 'train/loss': 1 })
    const { delivered, spoolFile } = await run.end({ status: 'finished', timeoutMs: 3000 })
    proxy.close()
    expect([delivered, existsSync(spoolFile ?? '')]).toEqual([false, true])
    expect(said).toEqual([noWebsocket])
  })

  it('says something at a step, where it stands or of the whole run, and hears what cannot be said', async () => {
    const server = await serve()
    const refused: string[] = []
    const run = startRun(
      { id: 'a' },
      clientOf(server, { onRefused: (message: string) => refused.push(message) }),
    )
    run.annotate('began')
    run.log(5, { 'train/loss': 1 })
    run.annotate('rate lowered')
    run.annotate('augmentations', { step: 3 })
    run.annotate('of it all', { step: null })
    run.annotate('')
    run.annotate('nowhere', { step: -1 })
    expect((await run.finish()).delivered).toBe(true)
    const said = await server.services.store.listAnnotations('a')
    expect(said.map(({ text, step, author }) => [text, step, author]).toSorted()).toEqual([
      ['augmentations', 3, 'program'],
      ['began', null, 'program'],
      ['nowhere', null, 'program'],
      ['of it all', null, 'program'],
      ['rate lowered', 5, 'program'],
    ])
    expect(refused).toHaveLength(2)
  })

  it('prints to its run, while the server is away too, and each line once', async () => {
    const server = await serve()
    const page = await openPage(server.url, { console: 'a' })
    const run = startRun({ id: 'a' }, clientOf(server))
    run.log(1, { 'train/loss': 1 })
    run.console('one\ntwo')
    run.console('\x1b[31mthree\x1b[0m')
    const heard = await page.next('console')
    expect(heard).toMatchObject({ at: 0, lines: ['one', 'two', '\x1b[31mthree\x1b[0m'] })
    run.console('the last')
    expect(await run.finish()).toMatchObject({ delivered: true, refused: 0, spoolFile: null })
    expect(await server.services.store.readConsole('a', {})).toEqual({
      total: 4,
      parts: [{ first: 0, lines: ['one', 'two', '\x1b[31mthree\x1b[0m', 'the last'] }],
    })
    const away = startRun({ id: 'b' }, { ...clientOf(server), url: 'http://127.0.0.1:9' })
    away.console('kept')
    const { spoolFile } = await away.end({ status: 'finished', timeoutMs: 50 })
    expect(readFileSync(spoolFile as string, 'utf8')).toContain('"kept"')
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

  it('has many series at once stored and shown: more than a message may hold as bytes', async () => {
    const server = await serve()
    const page = await openPage(server.url, { run: 'a' })
    const run = startRun({ id: 'a' }, clientOf(server))
    const names = Array.from({ length: 12 }, (_, i) => `layer-${i}/norm`)
    for (let step = 0; step < 500; step++)
      run.log(step, Object.fromEntries(names.map((name, i) => [name, step / (i + 3)])))
    expect((await run.finish()).delivered).toBe(true)
    for (const [i, name] of names.entries())
      expect((await storedIn(server, 'a', name)).values).toEqual(
        Array.from({ length: 500 }, (_, step) => step / (i + 3)),
      )
    await page.next('run-ended')
    const seen = page.events.flatMap((event) => (event.type === 'points' ? event.series : []))
    expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(names))
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
    await server.services.recorder.record([
      { type: 'control', runId: 'a', action: 'stop', by: 'page', reason: 'Enough.', time: 1, done: false },
    ])
    expect(await page.next('control', ({ done }) => done)).toMatchObject({ action: 'stop', by: 'page' })
    expect([run.stopRequested, run.stopReason, heard]).toEqual([true, 'Enough.', ['stop']])
    await run.finish()
    expect((await server.services.store.readRun('a'))?.run).toMatchObject({
      ...{ status: 'stopped', reason: 'Enough.' },
    })
    await expect(
      server.services.sources.command({ runId: 'a', action: 'pause', by: 'page' }),
    ).rejects.toThrow('nobody can pause it')
  })

  it('always starts its run and is never thrown at: what is wrong is named and counted', async () => {
    const server = await serve()
    const said: string[] = []
    const options = { id: 'a', name: 'n'.repeat(300), plannedSteps: 1.5, params: null, seed: 10n, lr: 1 }
    const run = startRun(
      options as never,
      clientOf(server, { onRefused: (message: string) => said.push(message) }),
    )
    run.log(1, null as never)
    run.log(2, undefined as never)
    run.log(3, { 'train/loss': 0.5 })
    expect(await run.accepted).toEqual({ ok: true })
    expect(await run.finish()).toMatchObject({ delivered: true, refused: 7 })
    expect(said).toHaveLength(7)
    expect((await storedIn(server, 'a')).values).toEqual([0.5])
    expect((await server.services.store.readRun('a'))?.run).toMatchObject({ seed: 10, params: {} })
  })

  it('goes on when its file is removed while the server is away', async () => {
    const before = await serve()
    await before.close()
    const said: string[] = []
    const run = startRun(
      { id: 'a', name: 'first' },
      clientOf(before, { onRefused: (message: string) => said.push(message) }),
    )
    for (let step = 0; step < 60_000; step++) run.log(step, { 'train/loss': step })
    rmSync(before.spoolFolder, { recursive: true })
    run.log(60_000, { 'train/loss': 7 })
    const after = await serve({ folder: before.folder, port: portOf(before) })
    expect(await run.accepted).toEqual({ ok: true })
    expect(await run.finish()).toMatchObject({ delivered: false, refused: 60_000 })
    expect(said).toHaveLength(1)
    expect(await storedIn(after, 'a')).toEqual({ steps: [60_000], values: [7] })
    expect((await after.services.store.readRun('a'))?.run).toMatchObject({
      name: 'first',
      status: 'finished',
    })
  })

  it('is not held up when no server is there, and keeps what it logs', async () => {
    const server = await serve()
    await server.close()
    const run = startRun({ id: 'a' }, clientOf(server))
    for (let step = 0; step < 10; step++) run.log(step, { 'train/loss': step })
    const { delivered, spoolFile } = await run.end({ status: 'finished', timeoutMs: 50 })
    expect(delivered).toBe(false)
    expect(
      openSpool(spoolFile as string)
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
