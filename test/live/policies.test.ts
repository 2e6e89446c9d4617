/** Policies over the whole way: the settings of the API, a real training in a process of its own, its end in the database. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { POST as control } from '../../app/api/runs/[id]/control/route.ts'
import { POST as startTraining } from '../../app/api/runs/route.ts'
import { PUT as putSettings } from '../../app/api/settings/route.ts'
import { type RunLog, startRun } from '../../lib/client.ts'
import { type Run, runIdOf } from '../../lib/run.ts'
import { defaultSettings, type Policies } from '../../lib/settings/settings.ts'
import { at, read, send } from '../api/serving.ts'
import { points } from '../store/points.ts'
import { clientOf, closeAll, json, openSource, portOf, post, serve, type TestServer } from './serving.ts'

afterEach(async () => {
  vi.unstubAllEnvs()
  await closeAll()
})

/** Saves policies as the settings page does. */
async function allow(policies: Partial<Policies>): Promise<void> {
  const settings = { ...defaultSettings, policies: { ...defaultSettings.policies, ...policies } }
  expect((await read(putSettings(send(settings, 'PUT')))).status).toBe(200)
}

/** Trains with the real runner until the run ends; with the commands that its history has. */
async function trained(server: TestServer, options: object) {
  // Its spool, should it need one.
  vi.stubEnv('HOME', server.folder)
  // All that is committed: a page that cannot keep up with a training is left out now and then.
  const published = vi.spyOn(server.services.pages, 'publish')
  const { status, body } = await read(startTraining(send(options)))
  expect(status).toBe(201)
  const { id } = body.run as Run
  const history = () =>
    published.mock.calls.flatMap(([events]) => events).filter((event) => runIdOf(event) === id)
  await expect.poll(() => history().some(({ type }) => type === 'run-ended'), { timeout: 25_000 }).toBe(true)
  const record = await server.services.store.readRun(id)
  if (!record) throw new Error('no run')
  const lastStep = record.series.find(({ name }) => name === 'train/loss')?.last.step as number
  return { ...record, lastStep, controls: history().filter(({ type }) => type === 'control') }
}

const healthy = { task: 'car-mileage', epochs: 12 }
/** Diverges at once, is not a number soon, and goes on for long. */
const bad = {
  ...{ task: 'car-mileage', optimizer: 'sgd', lr: 1000, everySteps: 1, onNonFinite: 'continue' },
  epochs: 5000,
}

describe('the policy on critical findings', () => {
  it('stops a real training that diverges long before its end, says why, and lets a healthy one finish', async () => {
    const server = await serve()
    await allow({ stopOnCritical: true })
    const [stopped, twin] = await Promise.all([trained(server, bad), trained(server, healthy)])
    const { run, findings, lastStep, controls } = stopped
    expect(run.status).toBe('stopped')
    expect(run.reason).toMatch(
      /^Stopped by the policy on critical findings: (diverged|non-finite) in \S+ at step \d+\.$/,
    )
    expect(findings.some((finding) => run.reason?.includes(`${finding.code} in ${finding.series}`))).toBe(
      true,
    )
    expect(lastStep).toBeLessThan((run.plannedSteps as number) / 2)
    expect(controls).toMatchObject([
      { action: 'stop', by: 'policy', reason: run.reason, done: false },
      { action: 'stop', by: 'policy', done: true },
    ])

    expect(twin.run).toMatchObject({ status: 'finished', reason: null })
    expect([twin.lastStep, twin.controls]).toEqual([twin.run.plannedSteps, []])
  })

  it('leaves the same training alone while it is off', async () => {
    const server = await serve()
    const { run, findings, lastStep, controls } = await trained(server, { ...bad, epochs: 20 })
    expect(findings.some(({ severity }) => severity === 'critical')).toBe(true)
    expect([run.status, lastStep, controls]).toEqual(['finished', run.plannedSteps, []])
  })
})

describe('the policy on runs that are stuck', () => {
  it('stops a real training that does not learn', async () => {
    const server = await serve()
    await allow({ stopWhenStuckEpochs: 3 })
    const { run, lastStep } = await trained(server, {
      ...{ task: 'penguins', optimizer: 'sgd', lr: 1e-6, epochs: 3000 },
    })
    expect(run.reason).toMatch(/^Stopped by a policy: \S+ has not learned for \d+ epochs, since step \d+\.$/)
    expect(run.status).toBe('stopped')
    expect(lastStep).toBeLessThan((run.plannedSteps as number) / 2)
  })
})

describe('a program elsewhere', () => {
  /** Logs a loss until it is told to stop. */
  async function logUntilStopped(run: RunLog, from: number, value: number): Promise<number> {
    let step = from
    await vi.waitFor(
      () => {
        run.log(step++, { 'train/loss': value })
        if (!run.stopRequested) throw new Error('still running')
      },
      { timeout: 15_000, interval: 10 },
    )
    return step
  }

  it('hears that a policy stops it, and why', async () => {
    const server = await serve()
    await allow({ stopOnCritical: true })
    const run = startRun({ id: 'a' }, clientOf(server))
    for (let step = 0; step < 10; step++) run.log(step, { 'train/loss': 2 - step / 10 })
    await logUntilStopped(run, 10, Number.NaN)
    const reason = 'Stopped by the policy on critical findings: non-finite in train/loss at step 10.'
    expect(run.stopReason).toBe(reason)
    expect((await run.finish()).delivered).toBe(true)
    expect((await server.services.store.readRun('a'))?.run).toMatchObject({ status: 'stopped', reason })
  })

  it('that is stuck is stopped by a server that was started in between', async () => {
    const before = await serve()
    const run = startRun({ id: 'a', stepsPerEpoch: 1 }, clientOf(before))
    await run.accepted
    for (let step = 0; step < 300; step++) run.log(step, { 'train/loss': 2.3 + (step % 7) / 1000 })
    const isStuck = async () => {
      const record = await before.services.store.readRun('a')
      expect(record?.findings.map(({ code }) => code)).toContain('not-learning')
    }
    await vi.waitFor(isStuck, 10_000)
    // The finding is older than the policy and than the server that has it.
    await allow({ stopWhenStuckEpochs: 310 })
    await before.close()
    const after = await serve({ folder: before.folder, port: portOf(before) })
    await logUntilStopped(run, 300, 2.3)
    await run.finish()
    expect((await after.services.store.readRun('a'))?.run).toMatchObject({
      status: 'stopped',
      reason: expect.stringMatching(/^Stopped by a policy: train\/loss has not learned for \d{3} epochs/),
    })
  })

  it('that was away when it was to be stopped is stopped when it is back', async () => {
    const server = await serve()
    await allow({ stopOnCritical: true })
    const auth = { sourceId: 'one', runId: 'a' }
    const first = await openSource(server.url, auth)
    await first.send([{ type: 'run-started', run: { id: 'a' } }])
    first.socket.disconnect()
    await vi.waitFor(() => server.services.sources.assertFree('a'))
    await server.services.recorder.record([points('a', 'train/loss', [1, 2], [1, Number.NaN])])
    const asked = async () => (await server.services.store.readRun('a'))?.run.stopAsked
    await vi.waitFor(async () => expect(await asked()).toMatchObject({ by: 'policy' }))
    const again = await openSource(server.url, auth)
    // It has nothing to send, and is asked all the same.
    const stop = { runId: 'a', action: 'stop', by: 'policy' }
    await vi.waitFor(() => expect(again.commands).toMatchObject([stop]))
    again.socket.disconnect()
  })

  describe('that only sends HTTP', () => {
    const stored = async (server: TestServer) => (await server.services.store.readRun('a'))?.run
    /** Sends a value a message until an answer says that it is to stop. */
    async function sendUntilAsked(server: TestServer, value: string) {
      let step = 100
      return vi.waitFor(async () => {
        const { status, body } = await post(server, json('a', step++, value))
        expect(status).toBe(200)
        if (!body.stop) throw new Error('not asked')
        return body
      })
    }

    it('hears from each answer that a policy stops it, until it ends, and need not say why', async () => {
      const server = await serve()
      await allow({ stopOnCritical: true })
      const first = await post(server, { type: 'run-started', run: { id: 'a' } }, json('a', 1, 1))
      expect(first.body).toEqual({ accepted: 2 })
      await post(server, json('a', 2, 'NaN'))
      const reason = 'Stopped by the policy on critical findings: non-finite in train/loss at step 2.'
      expect(await sendUntilAsked(server, 'NaN')).toEqual({ accepted: 1, stop: { a: reason } })
      expect((await post(server, json('a', 200, 'NaN'))).body).toEqual({ accepted: 1, stop: { a: reason } })
      await post(server, { type: 'run-ended', runId: 'a', status: 'stopped' })
      expect(await stored(server)).toMatchObject({ status: 'stopped', reason })
    })

    it('hears of the button on its page; what cannot be done by HTTP is refused', async () => {
      const server = await serve()
      await post(server, { type: 'run-started', run: { id: 'a' } }, { type: 'run-started', run: { id: 'b' } })
      const press = (action: string) => read(control(send({ action }), at({ id: 'a' })))
      expect((await press('pause')).status).toBe(409)
      expect((await post(server, json('a', 1, 1))).body).toEqual({ accepted: 1 })
      expect((await press('stop')).status).toBe(202)
      const stop = { a: 'Stopped on the page.' }
      expect((await post(server, json('a', 2, 1), json('b', 1, 1))).body).toEqual({ accepted: 2, stop })
      // A program that begins each message with what it trains is no new one.
      const whole = [{ type: 'run-started', run: { id: 'a' } }, json('a', 3, 1)]
      expect((await post(server, ...whole)).body).toEqual({ accepted: 2, stop })
      await post(server, { type: 'run-ended', runId: 'a', status: 'stopped', reason: 'mine' })
      expect(await stored(server)).toMatchObject({ status: 'stopped', reason: 'mine' })
      expect((await press('stop')).status).toBe(409)
      // Another run of the same name was not asked for anything.
      expect((await post(server, { type: 'run-started', run: { id: 'a' } })).body).toEqual({ accepted: 1 })
    })

    it('is asked by its connection where it has one again', async () => {
      const server = await serve()
      await post(server, { type: 'run-started', run: { id: 'a' } })
      expect((await read(control(send({ action: 'stop' }), at({ id: 'a' })))).status).toBe(202)
      const source = await openSource(server.url, { sourceId: 'one' })
      await source.send([json('a', 1, 1)])
      const stop = { runId: 'a', action: 'stop', by: 'page' }
      await vi.waitFor(() => expect(source.commands).toMatchObject([stop]))
      source.socket.disconnect()
    })
  })
})
