/** Takes in the predictions that programs of this machine could not deliver before they ended. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sentPredictions } from '../http/predictions.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import type { Store } from '../store/store.ts'
import { isOrphaned } from './orphaned.ts'
import { isFaultOf, isFor, recoverSpools, sayOnce, setAside } from './recover-spools.ts'
import { spoolFolder } from './spool.ts'
import type { PredictionsHead } from './spool-head.ts'

type From = Parameters<typeof recoverSpools>[1]

/** Events first, as predictions are of runs that there are. */
export async function recoverKept(store: Store, recorder: Recorder, from: From): Promise<void> {
  await recoverSpools(recorder, from)
  await recoverPredictions(store, from)
}

/**
 * A file that is refused, or whose run is gone, is set aside, and said so; none stops the others. To be called after
 * the spools are taken in.
 */
async function recoverPredictions(store: Store, { folder = spoolFolder, addresses }: From): Promise<void> {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (!name.endsWith('.predictions') || !isOrphaned(file)) continue
    try {
      if (addresses && !isFor(addresses, file)) continue
      await takeIn(store, readFileSync(file))
      rmSync(file, { force: true })
    } catch (error) {
      if (isFaultOf(error)) setAside(file, error as Error)
      else sayOnce(`What is kept in ${file} could not be taken in yet: ${(error as Error).message}`)
    }
  }
}

async function takeIn(store: Store, content: Buffer): Promise<void> {
  const end = content.indexOf('\n')
  const { runId, search } = JSON.parse(content.toString('utf8', 0, end)) as PredictionsHead
  const record = typeof runId === 'string' ? await store.readRun(runId) : null
  if (!record) throw new Refusal('not-found', `There is no run ${JSON.stringify(runId)}.`)
  const predictions = await sentPredictions({
    ...{ bytes: content.subarray(end + 1), search: new URLSearchParams(search), record },
    readTargets: store.readTargets,
  })
  await store.writePredictions(record.run.id, predictions)
}
