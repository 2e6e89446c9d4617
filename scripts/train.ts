/** `npm run train`: trains one run and logs it to the server. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, hostname, platform } from 'node:os'
import { resolve } from 'node:path'
import { startRun } from '../lib/client.ts'
import { createPredictionPost } from '../lib/delivery/prediction-post.ts'
import type { Command } from '../lib/live/events.ts'
import { expectationOf, lossOf, readParams } from '../lib/losses/index.ts'
import { Refusal } from '../lib/refusal.ts'
import type { EndedStatus } from '../lib/run.ts'
import { checkedTraining, defaultName } from '../lib/server/launch.ts'
import { parseCsv } from '../lib/tabular/index.ts'
import { optionsOfFlags, trainingFlags } from '../lib/training/flags.ts'
import { createPredictionKeeper } from '../lib/training/predicted.ts'
import { sampleBatch } from '../lib/training/sample-batch.ts'
import { train } from '../lib/training/train.ts'
import { type Material, prepareTraining } from '../lib/training/training.ts'
import { command, readFlags } from './command.ts'
import { isLossFile, type LossFile, loadLoss } from './load-loss.ts'
import { createProgressBar } from './progress-bar.ts'

type Flags = Record<string, string | boolean | string[] | undefined>

/** How long an ended training waits for a server that is away before it leaves the rest in a file. */
const deliveryTimeoutMs = 10_000

const environment = {
  node: process.version,
  platform: platform(),
  cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} × ${cpus().length}`,
  host: hostname(),
}

/** The file that the flag `--data` names: only here, where its owner sits, is one read. */
function materialOf(file: unknown): Material {
  if (typeof file !== 'string') return {}
  try {
    return { table: parseCsv(readFileSync(file, 'utf8')) }
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, `${file}: ${error.message}`)
    const { code, message } = error as NodeJS.ErrnoException
    const name = JSON.stringify(resolve(file))
    throw new Refusal(
      'invalid',
      code === 'ENOENT' ? `There is no file ${name}.` : `The file ${name} cannot be read: ${message}.`,
    )
  }
}

/** The loss in the file that the flag `--loss` names, given what the default loss of the task is. */
async function lossFileOf(flags: Flags, material: Material): Promise<LossFile | null> {
  const { loss: file, 'loss-param': _params, ...others } = flags
  if (typeof file !== 'string' || !isLossFile(file)) return null
  const { options } = checkedTraining(optionsOfFlags(others), material)
  const usual = lossOf(options.loss)
  return loadLoss(file, expectationOf(usual, readParams(usual)))
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
    'no-predictions': { type: 'boolean' },
    'no-system': { type: 'boolean' },
    'loss-param': { type: 'string', multiple: true },
    server: { type: 'string' },
    'run-id': { type: 'string' },
  }) as Flags
  const { server, 'run-id': runId, ...rest } = flags
  const material = materialOf(rest.data)
  const lossFile = await lossFileOf(rest, material)
  if (lossFile) {
    material.loss = lossFile.loss
    delete rest.loss
  }
  const { options, description } = checkedTraining(optionsOfFlags(rest), material)
  if (lossFile) {
    lossFile.tryOn(sampleBatch(prepareTraining(options, material)), {})
    if (lossFile.differences)
      console.log(`The gradient of ${lossFile.loss.id} is taken by central differences, as it brings none.`)
  }
  if (typeof server === 'string' && !URL.canParse(server))
    throw new Refusal('invalid', `The address of the server is like http://127.0.0.1:3000, not "${server}".`)

  const { name, project, group, tags, seed } = options
  const id = typeof runId === 'string' ? runId : randomUUID()
  const shownName = name ?? defaultName(options, id)
  const brake = createBrake()
  let isAccepted = false
  let refusal: string | null = null
  const run = startRun(
    {
      ...description,
      ...{ id, name: shownName, project, group, tags, seed, source: 'runner', environment },
    },
    {
      url: server as string | undefined,
      ...{ system: options.system, console: true },
      onCommand: brake.obey,
      // A run that the server does not take is not worth its time; one that it has taken goes on, whatever becomes of its values.
      onRefused: (message) => {
        if (isAccepted) console.error(message)
        else refusal ??= message
      },
    },
  )
  run.accepted.then(({ ok }) => {
    isAccepted = ok
  })
  const post = createPredictionPost({ runId: id, url: server as string | undefined })
  const keeper = createPredictionKeeper()
  let interrupted = false
  process.once('SIGINT', () => {
    interrupted = true
  })
  process.once('SIGTERM', () => {
    interrupted = true
  })

  if (description.notes) console.log(description.notes)
  const bar = createProgressBar(shownName, description.plannedSteps)
  let failure: string | null = null
  let skipped = 0
  try {
    for await (const { step, values, reason, predicted } of train(options, material)) {
      if (predicted && options.predictions) keeper.see(predicted)
      run.log(step, values)
      bar.show(step, values)
      failure = reason ?? null
      skipped = values['train/skipped_steps'] ?? skipped
      await brake.wait()
      if (refusal || interrupted || run.stopRequested) break
    }
  } catch (error) {
    // A loss of one's own may fail at any batch; ours may not.
    if (!lossFile) throw error
    failure = lossFile.located(error).message
  }
  bar.close()
  if (refusal) throw new Refusal('conflict', refusal)
  if (failure) console.error(failure)
  if (skipped > 0) console.error(`${skipped} steps were left out, as their loss or gradient was not finite.`)

  const stopReason = interrupted ? 'Interrupted in the terminal.' : run.stopReason
  const ended: { status: EndedStatus; reason?: string } = failure
    ? { status: 'failed', reason: failure }
    : stopReason === null
      ? { status: 'finished' }
      : { status: 'stopped', reason: stopReason }
  // Before the end, so that who waits for it finds them.
  await post.send(keeper.kept())
  const { delivered, spoolFile } = await run.end({ ...ended, timeoutMs: deliveryTimeoutMs })
  for (const sentence of await post.close(delivered)) console.error(sentence)
  if (!delivered)
    console.error(
      `Not all was delivered. What the server has not got is kept in ${spoolFile} and taken in when it starts again.`,
    )
  if (refusal) throw new Refusal('conflict', refusal)
  process.exit(failure ? 1 : stopReason === null ? 0 : 130)
})
