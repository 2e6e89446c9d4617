/** mlflow 3.17.2, the real client, against a real server. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Served } from '../../scripts/served.ts'
import { endAll, runClient, runsOf, served, startClient, storedIn, stretch, train, val } from './training.ts'

afterAll(endAll)

const program = 'mlflow_run'
const at = ({ url }: Served, rest = {}) => ({ MLFLOW_TRACKING_URI: url, ...rest })

describe.concurrent('a program that logs with MLflow', () => {
  it('has every value stored to the bit, goes on with its run, and ends it', async () => {
    const server = await served()
    const [id = ''] = await runClient(program, server.folder, at(server), { upTo: 20 })
    expect(await runsOf(server)).toMatchObject([
      {
        ...{ id, name: 'first', project: 'digits', status: 'finished', source: 'mlflow 3.17.2' },
        ...{ params: { lr: 0.1, optimizer: 'sgd' }, environment: { stage: 'trial' } },
      },
    ])
    expect(await storedIn(server, id, 'train/loss')).toEqual(stretch(train, 0, 20))
    await runClient(program, server.folder, at(server, { RESUMED: id }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await storedIn(server, id, 'val/loss')).toEqual(val)
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished', branches: [] }])
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
