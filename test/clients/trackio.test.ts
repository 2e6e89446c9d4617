/** trackio 0.43.0, the real client, against a real server. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Served } from '../../scripts/served.ts'
import { importFrom } from './importing.ts'
import { endAll, runClient, runsOf, served, startClient, storedIn, stretch, train, val } from './training.ts'

afterAll(endAll)

const program = 'trackio_run'
const at = ({ url, folder }: Served, rest = {}) => ({
  ...{ TRACKIO_SERVER_URL: url, TRACKIO_WRITE_TOKEN: 'any', TRACKIO_DIR: folder, HF_HOME: folder },
  ...rest,
})

describe.concurrent('a program that logs with Trackio', () => {
  it('has every value stored to the bit, and goes on with its run', async () => {
    const server = await served()
    await runClient(program, server.folder, at(server), { upTo: 20 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({
      ...{ name: 'first', project: 'digits', group: 'g', status: 'running', source: 'trackio' },
      params: { lr: 0.1, optimizer: 'sgd' },
    })
    const id = run?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(stretch(train, 0, 20))
    await runClient(program, server.folder, at(server, { RESUME: 'must' }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await storedIn(server, id, 'val/loss')).toEqual(val)
    expect(await runsOf(server)).toMatchObject([{ id, branches: [] }])
  })

  it('ends well when its server is killed and stays away; what was not sent is in a file of its own', async () => {
    const server = await served()
    const client = startClient(program, server.folder, at(server), { haltAt: 20 })
    await client.line()
    await server.kill()
    client.child.stdin?.end('\n')
    expect(await client.ended).toMatchObject({ code: 0 })
    const next = await served({ folder: server.folder })
    await importFrom(next, server.folder, 'unsent')
    console.log(await runsOf(next), client)
  })
})
