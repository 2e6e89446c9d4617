/** Frameworks that bring torch along, as `npm run campaign-clients` runs them, against a real server. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, temporaryFolder } from '../../scripts/served.ts'
import { importFrom } from './importing.ts'
import { endAll, type Points, runClient, runsOf, served, storedIn, toldBy, train, val } from './training.ts'

let server: Served
beforeAll(async () => {
  server = await served()
})
afterAll(endAll)

/** Runs a program that may log in every way; answers its folder, and the lines that it printed. */
async function ran(program: string) {
  const home = temporaryFolder()
  const { url } = server
  const ways = {
    ...{ LOSSGLASS_URL: url, MLFLOW_TRACKING_URI: url, TRACKIO_SERVER_URL: url, TRACKIO_WRITE_TOKEN: 'any' },
    ...{ TRACKIO_DIR: home, HF_HOME: home },
  }
  return { home, lines: await runClient(program, home, ways) }
}

async function imported(path: string, project: string): Promise<string> {
  await importFrom(server, path, project)
  return (await runsOf(server, project))[0]?.id as string
}

const rounded = ({ steps, values }: Points): Points => ({ steps, values: values.map(Math.fround) })
/** Steps that begin at 0, as Lightning counts them. */
const fromZero = ({ steps, values }: Points): Points => ({ steps: steps.map((step) => step - 1), values })
/** Means that begin at 0 have lost the sign of -0. */
const averaged = ({ steps, values }: Points): Points => ({ steps, values: values.map((value) => value + 0) })

describe('a fit of Lightning', () => {
  it('is the same through MLFlowLogger, LightningLogger, CSVLogger and TensorBoardLogger', async () => {
    const { home } = await ran('lightning_fit')
    const mlflow = (await runsOf(server, 'lightning')).find(({ source }) => source.startsWith('mlflow'))?.id
    const ids = [
      ...['lightning_fit', mlflow as string],
      await imported(join(home, 'files', 'csv'), 'csv'),
      await imported(join(home, 'files', 'events'), 'events'),
    ]
    for (const id of ids) {
      expect(await storedIn(server, id, 'train/loss'), id).toEqual(fromZero(rounded(train)))
      expect(await storedIn(server, id, 'val/loss'), id).toEqual(averaged(fromZero(rounded(val))))
    }
  }, 120_000)
})

describe('a training of Transformers', () => {
  it('is the same through MLflow, Trackio, TransformersCallback and trainer_state.json', async () => {
    const { home, lines } = await ran('transformers_train')
    const { loss, eval_loss } = toldBy(lines.at(-1) as string)
    // Its sum of losses stays NaN once one was.
    expect(loss?.slice(5).every(Number.isNaN)).toBe(true)
    const [mlflow] = (await runsOf(server, 'default')).filter(({ source }) => source.startsWith('mlflow'))
    const [trackio] = (await runsOf(server, 'trainer')).filter(({ source }) => source === 'trackio')
    const places = [
      ['transformers_train', 'train/loss', 'val/loss'],
      [mlflow?.id as string, 'loss', 'eval_loss'],
      [trackio?.id as string, 'train/loss', 'eval/loss'],
      [await imported(join(home, 'trainer_state.json'), 'state'), 'loss', 'eval_loss'],
    ] as const
    for (const [id, name, other] of places) {
      expect(await storedIn(server, id, name), id).toEqual({ steps: train.steps, values: loss })
      expect(await storedIn(server, id, other), id).toEqual({ steps: val.steps, values: eval_loss })
    }
  }, 120_000)
})

describe('the logger of Stable-Baselines3', () => {
  it.each([
    ['progress.csv', train, val],
    ['progress.json', train, val],
    ['events', rounded(train), rounded(val)],
  ])(
    'writes %s with all that was logged',
    async (name, losses, validations) => {
      const { home } = await ran('sb3_logger')
      const files = join(home, 'files')
      const file = readdirSync(files).find((one) => one.startsWith(name)) as string
      const id = await imported(join(files, file), name)
      expect(await storedIn(server, id, 'train/loss')).toEqual(losses)
      expect(await storedIn(server, id, 'eval/loss')).toEqual(validations)
    },
    60_000,
  )
})

describe("torch's own SummaryWriter", () => {
  it('writes 32 bits, and 64 where it is asked to', async () => {
    const { home } = await ran('torch_events')
    const id = await imported(join(home, 'logs'), 'torch')
    expect(await storedIn(server, id, 'train/loss')).toEqual(rounded(train))
    expect(await storedIn(server, id, 'double')).toEqual(train)
    expect(await storedIn(server, id, 'val/loss')).toEqual(rounded(val))
  }, 60_000)
})
