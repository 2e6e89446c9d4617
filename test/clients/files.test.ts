/** Files that real tools have just written, and the runs that the import makes of them. */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, temporaryFolder } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { follow, importFrom } from './importing.ts'
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

let server: Served
beforeAll(async () => {
  server = await served()
})
afterAll(endAll)

/** Event files hold numbers of 32 bits. */
const rounded = ({ steps, values }: Points): Points => ({ steps, values: values.map(Math.fround) })

describe.concurrent.each(['tensorboardx_files', 'tensorboard_files'])('the event files of %s', (program) => {
  it('have every value as they can hold it, and go on in the same run', async () => {
    const home = temporaryFolder()
    const imported = () => importFrom(server, join(home, 'logs'), program)
    await runClient(program, home, {}, { upTo: 20 })
    await imported()
    const id = (await runsOf(server, program))[0]?.id as string
    expect(await storedIn(server, id, 'train/loss')).toEqual(rounded(stretch(train, 0, 20)))
    // tensorboardX names a file by the second, and writes over one of the same name.
    await setTimeout(1000)
    await runClient(program, home, {}, { after: 20 })
    await imported()
    expect(await storedIn(server, id, 'train/loss')).toEqual(rounded(train))
    expect(await storedIn(server, id, 'val/loss')).toEqual(rounded(val))
    expect(await runsOf(server, program)).toMatchObject([{ id, branches: [] }])
  })
})

it.concurrent('event files are followed while a program writes them', async () => {
  const home = temporaryFolder()
  follow(server, join(home, 'logs'), 'followed')
  const client = startClient('tensorboardx_files', home, {}, { haltAt: 20 })
  const points = async () =>
    storedIn(server, (await runsOf(server, 'followed'))[0]?.id as string, 'train/loss')
  await client.line()
  await eventually(async () => (await points()).steps.length === 19)
  expect(await points()).toEqual(rounded(stretch(train, 0, 19)))
  client.child.stdin?.end('\n')
  await eventually(async () => (await points()).steps.length === 40)
  expect(await points()).toEqual(rounded(train))
})

it.concurrent('the file of a W&B run that is offline has every value to the bit', async () => {
  const home = temporaryFolder()
  await runClient('wandb_run', home, { WANDB_MODE: 'offline', WANDB_DIR: home })
  await importFrom(server, join(home, 'wandb'), 'offline')
  const [run] = await runsOf(server, 'offline')
  const id = run?.id as string
  expect(run).toMatchObject({ status: 'finished', params: { lr: 0.1, 'net.depth': 2 }, tags: ['trial'] })
  expect(await storedIn(server, id, 'train/loss')).toEqual(train)
  expect(await storedIn(server, id, 'val.loss')).toEqual(val)
})
