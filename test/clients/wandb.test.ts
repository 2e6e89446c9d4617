/** wandb 0.31.0, the real client, against a real server. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Served } from '../../scripts/served.ts'
import {
  endAll,
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

const program = 'wandb_run'
const at = ({ url, folder }: Served, rest = {}) => ({
  ...{ WANDB_BASE_URL: url, WANDB_API_KEY: '0'.repeat(40), WANDB_DIR: folder, ...rest },
})

/** Its client writes -0 as 0. */
const withoutMinusZero = (points: Points): Points => ({
  ...points,
  values: points.values.map((value) => (value === 0 ? 0 : value)),
})

describe.concurrent('a program that logs with W&B', () => {
  it('has every value but -0 stored to the bit, goes on with its run, and ends it', async () => {
    const server = await served()
    await runClient(program, server.folder, at(server), { upTo: 20 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({
      ...{ project: 'digits', status: 'finished', source: 'wandb 0.31.0', tags: ['trial'] },
      params: { lr: 0.1, 'net.depth': 2 },
    })
    const id = run?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(withoutMinusZero(stretch(train, 0, 20)))
    await runClient(program, server.folder, at(server, { RESUME: 'must' }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(withoutMinusZero(train))
    expect(await storedIn(server, id, 'val.loss')).toEqual(withoutMinusZero(val))
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished', branches: [] }])
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
  }, 60_000)

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
