/** `npm run train`: trains one run and logs it to the server. */
import { randomUUID } from 'node:crypto'
import { cpus, hostname, platform } from 'node:os'
import { startRun } from '../lib/client.ts'
import { checkedOptions, defaultName } from '../lib/launch.ts'
import type { Command } from '../lib/live/events.ts'
import { Refusal } from '../lib/refusal.ts'
import type { EndedStatus } from '../lib/run.ts'
import { describeTraining } from '../lib/training/describe.ts'
import { optionsOfFlags, trainingFlags } from '../lib/training/flags.ts'
import { train } from '../lib/training/train.ts'
import { command, readFlags } from './command.ts'
import { createProgressBar } from './progress-bar.ts'

/** How long an ended training waits for a server that is away before it leaves the rest in a file. */
const deliveryTimeoutMs = 10_000

const environment = {
  node: process.version,
  platform: platform(),
  cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}`,
  host: hostname(),
}

/** Holds the training while it is paused. */
function createBrake() {
  let goOn: (() => void) | null = null
  let held: Promise<void> | null = null
  return {
    obey({ action }: Command): void {
      if (action === 'pause' && !held)
        held = new Promise((resolve) => {
          goOn = resolve
        })
      if (action !== 'pause') {
        goOn?.()
        held = null
      }
    },
    wait: () => held ?? Promise.resolve(),
  }
}

await command(async () => {
  const texts = Object.fromEntries(
    Object.values(trainingFlags).map((flag) => [flag, { type: 'string' } as const]),
  )
  const flags = readFlags({
    ...texts,
    tags: { type: 'string' },
    'loss-param': { type: 'string', multiple: true },
    server: { type: 'string' },
    'run-id': { type: 'string' },
  }) as Record<string, string | string[] | undefined>
  const { server, 'run-id': runId, ...rest } = flags
  const options = checkedOptions(optionsOfFlags(rest))
  if (typeof server === 'string' && !URL.canParse(server))
    throw new Refusal('invalid', `The address of the server is like http://127.0.0.1:3000, not "${server}".`)

  const { name, project, group, tags, seed } = options
  const id = typeof runId === 'string' ? runId : randomUUID()
  const shownName = name ?? defaultName(options, id)
  const description = describeTraining(options)
  const brake = createBrake()
  let refusal: string | null = null
  const run = startRun(
    {
      ...description,
      ...{ id, name: shownName, project, group, tags, seed, source: 'runner', environment },
    },
    {
      url: server as string | undefined,
      onCommand: brake.obey,
      onRefused: (message) => {
        refusal ??= message
      },
    },
  )
  let interrupted = false
  process.once('SIGINT', () => {
    interrupted = true
  })
  process.once('SIGTERM', () => {
    interrupted = true
  })

  const bar = createProgressBar(shownName, description.plannedSteps)
  const training = train(options)
  for await (const { step, values } of training) {
    run.log(step, values)
    bar.show(step, values)
    await brake.wait()
    if (refusal || interrupted || run.stopRequested) break
  }
  bar.close()
  if (refusal) throw new Refusal('conflict', refusal)

  const isStopped = interrupted || run.stopRequested
  const ended: { status: EndedStatus; reason?: string } = isStopped
    ? { status: 'stopped', reason: interrupted ? 'Interrupted in the terminal.' : 'Stopped on the page.' }
    : { status: 'finished' }
  const { delivered, spoolFile } = await run.end({ ...ended, timeoutMs: deliveryTimeoutMs })
  if (refusal) throw new Refusal('conflict', refusal)
  if (!delivered)
    console.error(
      `The server could not be reached. What it has not got is kept in ${spoolFile} and taken in when it starts again.`,
    )
  process.exit(isStopped ? 130 : 0)
})
