/** The real clients of mlflow 3.17.2, trackio 0.43.0 and wandb 0.31.0, against real servers. */
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Served } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { importFrom } from './importing.ts'
import {
  endAll,
  logToken,
  type Points,
  runClient,
  runsOf,
  served,
  startClient,
  storedIn,
  stretch,
  train,
  val,
} from './training.ts'

afterAll(endAll)
// Trackio's client waits for half a minute when its server stays away, the others meanwhile.
vi.setConfig({ testTimeout: 120_000 })

describe.concurrent('a program that logs with Trackio', () => {
  const program = 'trackio_run'
  const at = ({ url, folder }: Served, rest = {}) => ({
    ...{ TRACKIO_SERVER_URL: url, TRACKIO_WRITE_TOKEN: 'any', TRACKIO_DIR: folder, HF_HOME: folder },
    ...rest,
  })

  it('has every value stored to the bit, and goes on with its run, by a token that may only log', async () => {
    const server = await served({ token: 'of the owner' })
    const key = { TRACKIO_WRITE_TOKEN: await logToken(server) }
    await runClient(program, server.folder, at(server, key), { upTo: 20 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({
      ...{ name: 'first', project: 'digits', group: 'g', status: 'running', source: 'trackio' },
      params: { lr: 0.1, optimizer: 'sgd' },
    })
    const id = run?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(stretch(train, 0, 20))
    await runClient(program, server.folder, at(server, { ...key, RESUME: 'must' }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await storedIn(server, id, 'val/loss')).toEqual(val)
    expect(await runsOf(server)).toMatchObject([{ id, branches: [] }])
  })

  it('ends well when its server is killed and stays away, and import reads what it could not send', async () => {
    const server = await served()
    const client = startClient(program, server.folder, at(server), { haltAt: 20 })
    await client.line()
    const sent = async () => storedIn(server, (await runsOf(server))[0]?.id as string, 'train/loss')
    await eventually(async () => (await sent()).steps.length === 19)
    await server.kill()
    client.child.stdin?.end('\n')
    expect(await client.ended).toMatchObject({ code: 0 })
    const next = await served({ folder: server.folder })
    await importFrom(next, join(server.folder, 'digits.db'), 'unsent')
    const [run] = await runsOf(next, 'unsent')
    const unsent = await storedIn(next, run?.id as string, 'train/loss')
    // What was sent last may be there too, where its answer was lost.
    expect(stretch(unsent, 19, 40)).toEqual(stretch(train, 19, 40))
  })
})

describe.concurrent('a program that logs with MLflow', () => {
  const program = 'mlflow_run'
  const at = ({ url }: Served, rest = {}) => ({ MLFLOW_TRACKING_URI: url, ...rest })

  it('has every value stored to the bit, goes on with its run, and ends it, by a token that may only log', async () => {
    const server = await served({ token: 'of the owner' })
    const key = { MLFLOW_TRACKING_TOKEN: await logToken(server) }
    const [id = ''] = await runClient(program, server.folder, at(server, key), { upTo: 20 })
    expect(await runsOf(server)).toMatchObject([
      {
        ...{ id, name: 'first', project: 'digits', status: 'finished', source: 'mlflow 3.17.2' },
        ...{ params: { lr: 0.1, optimizer: 'sgd' }, environment: { stage: 'trial' } },
      },
    ])
    expect(await storedIn(server, id, 'train/loss')).toEqual(stretch(train, 0, 20))
    await runClient(program, server.folder, at(server, { ...key, RESUMED: id }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await storedIn(server, id, 'val/loss')).toEqual(val)
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished', branches: [] }])
  })

  it('finds its runs within a run, and hears what is not there', async () => {
    const server = await served()
    const said = await runClient('mlflow_nested', server.folder, at(server))
    expect(JSON.parse(said.at(-1) ?? '')).toEqual({
      ...{ parent: 'parent', children: ['first', 'second'], finished: ['parent', 'first'] },
      ...{ one: ['second'], deleted: [], experiments: ['nested'], stage: null },
      ...{ page: 'INVALID_PARAMETER_VALUE', tag: 'RESOURCE_DOES_NOT_EXIST', file: 'RESOURCE_DOES_NOT_EXIST' },
    })
    const runs = await runsOf(server)
    expect(runs.filter(({ group }) => group !== null)).toHaveLength(2)
  })

  it('may make a model of its run, as autologging does, which is taken and not kept', async () => {
    const server = await served()
    expect(await runClient('mlflow_model', server.folder, at(server))).toContain('READY')
    const [run] = await runsOf(server, 'by itself')
    expect(run).toMatchObject({ status: 'finished' })
    expect(await storedIn(server, run?.id as string, 'loss')).toEqual({
      steps: [0, 1, 2],
      values: [1, 1 / 2, 1 / 3],
    })
  })

  it('waits for a server that was killed and comes back, and loses nothing', async () => {
    const server = await served()
    const client = startClient(program, server.folder, at(server), { haltAt: 20 })
    const id = await client.line()
    await client.line()
    await server.kill()
    client.child.stdin?.end('\n')
    await served({ port: Number(new URL(server.url).port), folder: server.folder })
    expect(await client.ended).toMatchObject({ code: 0 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished' }])
  })

  it('is stopped by MLflow, as MLflow means it, once a server stays away for all of its retries', async () => {
    const server = await served()
    const variables = at(server, { MLFLOW_HTTP_REQUEST_MAX_RETRIES: '1' })
    const client = startClient(program, server.folder, variables, { haltAt: 20 })
    await client.line()
    await client.line()
    await server.kill()
    client.child.stdin?.end('\n')
    const { code, said } = await client.ended
    expect([code, said]).toEqual([1, expect.stringContaining('MlflowException')])
  })
})

describe.concurrent('a program that logs with W&B', () => {
  const program = 'wandb_run'
  const at = ({ url, folder }: Served, rest = {}) => ({
    ...{ WANDB_BASE_URL: url, WANDB_API_KEY: '0'.repeat(40), WANDB_DIR: folder, ...rest },
  })

  /** Its client writes -0 as 0. */
  const withoutMinusZero = (points: Points): Points => ({
    ...points,
    values: points.values.map((value) => (value === 0 ? 0 : value)),
  })

  it('has every value but -0 stored to the bit, goes on with its run, and ends it, by a token that may only log', async () => {
    const server = await served({ token: 'of the owner' })
    const key = { WANDB_API_KEY: await logToken(server) }
    await runClient(program, server.folder, at(server, key), { upTo: 20 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({
      ...{ project: 'digits', status: 'finished', source: 'wandb 0.31.0', tags: ['trial'] },
      params: { lr: 0.1, 'net.depth': 2 },
    })
    const id = run?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(withoutMinusZero(stretch(train, 0, 20)))
    const said = await runClient(program, server.folder, at(server, { ...key, RESUME: 'must' }), {
      after: 20,
    })
    expect(said).toEqual([`21 ${train.values[19]}`])
    expect(await storedIn(server, id, 'train/loss')).toEqual(withoutMinusZero(train))
    expect(await storedIn(server, id, 'val.loss')).toEqual(withoutMinusZero(val))
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished', branches: [] }])
  })

  it('may log tables and artifacts, which are taken and not kept', async () => {
    const server = await served()
    expect(await runClient(program, server.folder, at(server, { TABLE: '1' }), { after: 39 })).toEqual([
      'taken',
    ])
    const [run] = await runsOf(server)
    expect(run).toMatchObject({ status: 'finished' })
    const { values } = await storedIn(server, run?.id as string, 'train/loss')
    expect(values).toEqual([train.values[39], 0.5])
    expect((await storedIn(server, run?.id as string, 'table.size')).steps).toEqual([])
  })

  it('waits for a server that was killed and comes back, and loses nothing', async () => {
    const server = await served()
    const client = startClient(program, server.folder, at(server), { haltAt: 20 })
    await client.line()
    await server.kill()
    client.child.stdin?.end('\n')
    await served({ port: Number(new URL(server.url).port), folder: server.folder })
    expect(await client.ended).toMatchObject({ code: 0 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({ status: 'finished' })
    expect(await storedIn(server, run?.id as string, 'train/loss')).toEqual(withoutMinusZero(train))
  })

  it('ends well when its server is killed and stays away, in the time that it gives itself', async () => {
    const server = await served()
    const client = startClient(program, server.folder, at(server, { WANDB_FINISH_TIMEOUT: '3' }), {
      haltAt: 20,
    })
    await client.line()
    await server.kill()
    client.child.stdin?.end('\n')
    expect(await client.ended).toMatchObject({ code: 0 })
  })
})
