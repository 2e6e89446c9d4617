/** What the flags of `npm run sweep` ask for. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expectationOf, type Loss, lossOf, readParams } from '../../lib/losses/index.ts'
import { Refusal } from '../../lib/refusal.ts'
import { checkedTraining } from '../../lib/server/launch.ts'
import { parseLossText } from '../../lib/sweep/loss-text.ts'
import { bodyOf, checkSweep, type SweepMaterial } from '../../lib/sweep/options.ts'
import { parseSeeds } from '../../lib/sweep/seeds.ts'
import { splitLosses } from '../../lib/sweep/split-losses.ts'
import { parseCsv } from '../../lib/tabular/index.ts'
import { optionsOfFlags, trainingFlags } from '../../lib/training/flags.ts'
import { sampleBatch } from '../../lib/training/sample-batch.ts'
import { prepareTraining } from '../../lib/training/training.ts'
import { readFlags } from '../command.ts'
import { loadLoss } from '../load-loss.ts'

const { loss: _, seed: __, group: ___, ...shared } = trainingFlags
const ofTraining = Object.fromEntries(
  Object.values({ ...shared }).map((flag) => [flag, { type: 'string' } as const]),
)
/** What may stand beside `--resume`. */
const ofResuming = ['resume', 'seeds', 'jobs', 'server', 'retry-failed']

export type Asked = {
  server: string
  /** By the flag, which then belongs to the command that goes on. */
  isServerNamed: boolean
  retryFailed: boolean
  jobs: number | null
} & (
  | { resume: string; seeds: number[] | null }
  /** What is sent to begin it, checked. */
  | { resume: null; body: object }
)

/** Refuses, in one sentence, what cannot be trained. */
export async function askedFor(holder: string): Promise<Asked> {
  const flags = readFlags({
    ...ofTraining,
    losses: { type: 'string' },
    seeds: { type: 'string' },
    tags: { type: 'string' },
    jobs: { type: 'string' },
    resume: { type: 'string' },
    'retry-failed': { type: 'boolean' },
    'no-predictions': { type: 'boolean' },
    'no-system': { type: 'boolean' },
    server: { type: 'string' },
  }) as Record<string, string | undefined> & {
    'retry-failed'?: boolean
    'no-predictions'?: boolean
    'no-system'?: boolean
  }
  const { server = process.env.LOSSGLASS_URL ?? 'http://127.0.0.1:3000', resume, jobs, ...rest } = flags
  if (!URL.canParse(server))
    throw new Refusal('invalid', `The address of the server is like http://127.0.0.1:3000, not "${server}".`)
  const retryFailed = flags['retry-failed'] ?? false
  const isServerNamed = flags.server !== undefined
  const asked = { server: server.replace(/\/$/, ''), isServerNamed, retryFailed, jobs: jobsOf(jobs) }
  if (resume === undefined) return { ...asked, resume: null, body: await bodyOfFlags(rest, jobs, holder) }
  const other = Object.keys(flags).find((flag) => !ofResuming.includes(flag))
  if (other !== undefined)
    throw new Refusal('invalid', `A sweep that goes on keeps its settings: leave out --${other}.`)
  return { ...asked, resume, seeds: rest.seeds === undefined ? null : parseSeeds(rest.seeds) }
}

function jobsOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1)
    throw new Refusal(
      'invalid',
      `The jobs must be a whole number from 1 to 256, not ${JSON.stringify(text)}.`,
    )
  return Number(text)
}

async function bodyOfFlags(
  { losses: text, seeds, 'retry-failed': _, server: __, ...flags }: Record<string, string | undefined>,
  jobs: string | undefined,
  holder: string,
): Promise<object> {
  if (text === undefined)
    throw new Refusal('invalid', 'The losses are missing: name them with --losses "mse,mae,huber(delta=1)".')
  const data = flags.data === undefined ? undefined : resolve(flags.data)
  const losses = splitLosses(text).map((one) => (parseFile(one) === null ? one : resolve(one)))
  const options = optionsOfFlags({ ...flags, ...(data !== undefined && { data }) }) as Record<string, unknown>
  const given = {
    ...options,
    losses,
    ...(seeds !== undefined && { seeds }),
    ...(jobs !== undefined && { jobs }),
  }
  const table = data === undefined ? undefined : tableOf(data)
  const own = await ownLosses(losses, options, table)
  const material: SweepMaterial = { ...(table && { table }), losses: own }
  return bodyOf({ ...checkSweep(given, material), holder })
}

function parseFile(text: string): string | null {
  try {
    return parseLossText(text).file
  } catch {
    // What cannot be read is refused with all the others.
    return null
  }
}

function tableOf(file: string) {
  if (!existsSync(file)) throw new Refusal('invalid', `There is no file ${JSON.stringify(file)}.`)
  return parseCsv(readFileSync(file, 'utf8'))
}

/** Losses of one's own, loaded and tried on a batch, by the paths of their files. */
async function ownLosses(
  losses: readonly string[],
  { lr: _, name: __, ...options }: Record<string, unknown>,
  table: SweepMaterial['table'],
): Promise<Map<string, Loss>> {
  const own = new Map<string, Loss>()
  for (const file of losses.flatMap((text) => parseFile(text) ?? [])) {
    const material = table ? { table } : {}
    const usual = lossOf(checkedTraining(options, material).options.loss)
    const loaded = await loadLoss(file, expectationOf(usual, readParams(usual)))
    const tried = { ...material, loss: loaded.loss }
    const { options: checked } = checkedTraining({ ...options }, tried)
    loaded.tryOn(sampleBatch(prepareTraining(checked, tried)), {})
    own.set(file, loaded.loss)
  }
  return own
}
