/** wandb 0.31.0, the real client, against a real server. */
import { afterEach, describe, expect, it } from 'vitest'
import { type Served, serve } from '../../scripts/served.ts'
import { runClient, runsOf, startClient, storedIn, stretch, train, val } from './training.ts'

let server: Served
afterEach(() => server?.close())

const program = 'wandb_run'
const at = ({ url, folder }: Served, rest = {}) => ({
  ...{ WANDB_BASE_URL: url, WANDB_API_KEY: '0'.repeat(40), WANDB_DIR: folder, ...rest },
})

describe('a program that logs with W&B', () => {
  it('has every value stored to the bit, goes on with its run, and ends it', async () => {
    server = await serve()
    await runClient(program, server.folder, at(server), { upTo: 20 })
    const [run] = await runsOf(server)
    expect(run).toMatchObject({
      ...{ project: 'digits', status: 'finished', source: 'wandb 0.31.0', tags: ['trial'] },
      params: { lr: 0.1, 'net.depth': 2 },
    })
    const id = run?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(stretch(train, 0, 20))
    await runClient(program, server.folder, at(server, { RESUME: 'must' }), { after: 20 })
    expect(await storedIn(server, id, 'train/loss')).toEqual(train)
    expect(await storedIn(server, id, 'val.loss')).toEqual(val)
    expect(await runsOf(server)).toMatchObject([{ id, status: 'finished', branches: [] }])
  })
})
