/** What MLflow's clients log, as events. */

import type { Recorder } from '../../recorder/recorder.ts'
import { Refusal } from '../../refusal.ts'
import { isEnded, type Run, type RunChanges, type RunEvent } from '../../run.ts'
import { isTime } from '../../time.ts'
import { gathered, type Logged } from '../gathered.ts'
import { isName, keptText } from '../kept-text.ts'
import { MlflowFault } from './fault.ts'
import { createLeftOut } from './left-out.ts'
import { nameTag, notesTag, paramText, paramValue, parentTag, tagsOf } from './run-answer.ts'
import type { Metric, Pair } from './schema.ts'
import type { Steps } from './steps.ts'

export type Batch = { metrics?: readonly Metric[]; params?: readonly Pair[]; tags?: readonly Pair[] }

export type Writes = {
  log(runId: string, logged: Batch): Promise<void>
  /** Takes a tag away. Throws a fault where there is none. */
  untag(runId: string, key: string): Promise<void>
}

export function createWrites({
  recorder,
  steps,
  now,
}: {
  recorder: Pick<Recorder, 'record' | 'runOf'>
  steps: Steps
  now(): number
}): Writes {
  const tellLeftOut = createLeftOut(console.error)
  /** Of one run one after the other: parameters are added to those that there are. */
  const waiting = new Map<string, Promise<unknown>>()
  function inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const turn = (waiting.get(runId) ?? Promise.resolve()).then(work, work)
    waiting.set(runId, turn)
    const forget = () => waiting.get(runId) === turn && waiting.delete(runId)
    turn.then(forget, forget)
    return turn
  }

  async function readRun(runId: string): Promise<Run> {
    const run = await recorder.runOf(runId)
    if (!run) throw new MlflowFault('RESOURCE_DOES_NOT_EXIST', `There is no run "${runId}".`)
    return run
  }

  async function write(runId: string, { metrics = [], params = [], tags = [] }: Batch): Promise<void> {
    const run = await readRun(runId)
    tellLeftOut(runId, metrics)
    const changes = changesOf(run, params, tags)
    const series = gathered(loggedIn(metrics, steps.of(runId), now()))
    const events: RunEvent[] = []
    if (changes) events.push({ type: 'run-edited', runId, changes })
    if (series.length) events.push(...around(run, { type: 'points', runId, series }))
    if (events.length) await recorder.record(events)
  }

  /** Metrics alone wait for nobody, so that those that come together are committed together. */
  function begun(runId: string, logged: Batch): Promise<void> {
    const isDescribing = Boolean(logged.params?.length || logged.tags?.length)
    return isDescribing ? inTurn(runId, () => write(runId, logged)) : write(runId, logged)
  }

  return {
    log: (runId, logged) =>
      begun(runId, logged).catch((error) => {
        // It would try again for minutes, and then raise it in the training. The page and health say that the disk is full.
        if (error instanceof Refusal && error.code === 'unavailable')
          return console.error(
            `What an MLflow client logged of "${runId}" could not be kept. ${error.message}`,
          )
        throw error
      }),
    untag: (runId, key) =>
      inTurn(runId, async () => {
        const changes = changesWithout(await readRun(runId), key)
        await recorder.record([{ type: 'run-edited', runId, changes }])
      }),
  }
}

/** What is logged of a run that has ended belongs to it all the same. */
function around(run: Run, points: RunEvent): RunEvent[] {
  const { id, status, endedAt, reason } = run
  if (!isEnded(run) || endedAt === null || status === 'running' || status === 'paused' || status === 'lost')
    return [points]
  return [
    { type: 'run-started', run: { id }, time: endedAt },
    points,
    { type: 'run-ended', runId: id, status, time: endedAt, ...(reason === null ? {} : { reason }) },
  ]
}

function changesOf(run: Run, params: readonly Pair[], tags: readonly Pair[]): RunChanges | null {
  const changes: RunChanges = {}
  const fresh = params.filter(({ key }) => isName(key) && !Object.hasOwn(run.params, key))
  for (const { key, value } of params) {
    const known = Object.hasOwn(run.params, key) ? run.params[key] : undefined
    if (known !== undefined && paramText(known) !== keptText(value))
      throw new MlflowFault(
        'INVALID_PARAMETER_VALUE',
        `The parameter "${key.slice(0, 100)}" is ${paramText(known).slice(0, 100)} already, and a parameter does not change.`,
      )
  }
  if (fresh.length)
    changes.params = {
      ...run.params,
      ...Object.fromEntries(fresh.map(({ key, value }) => [key, paramValue(keptText(value))])),
    }
  for (const { key, value } of tags) {
    if (key === nameTag && isName(value)) changes.name = value
    else if (key === notesTag) changes.notes = keptText(value)
    else if (isName(key)) {
      // Runs of one parent stand together on the page, and their client asks for it again.
      if (key === parentTag && isName(value)) changes.group = value
      changes.environment = { ...(changes.environment ?? run.environment), [key]: keptText(value) }
    }
  }
  return Object.keys(changes).length ? changes : null
}

function changesWithout(run: Run, key: string): RunChanges {
  if (key === nameTag)
    throw new MlflowFault('INVALID_PARAMETER_VALUE', 'A run has a name: give it another one instead.')
  const tags = tagsOf(run)
  if (!Object.hasOwn(tags, key))
    throw new MlflowFault(
      'RESOURCE_DOES_NOT_EXIST',
      `There is no tag "${key.slice(0, 100)}" of the run "${run.id}".`,
    )
  if (key === notesTag) return { notes: '' }
  const { [key]: value, ...environment } = run.environment
  return { environment, ...(key === parentTag && run.group === value ? { group: null } : {}) }
}

/** `stepOf` tells null for a value that was kept before. */
function* loggedIn(metrics: readonly Metric[], stepOf: Steps.OfRun, now: number): Generator<Logged> {
  for (const { key: name, value, timestamp = now, step = 0 } of metrics) {
    if (value === undefined || !isName(name)) continue
    const time = isTime(timestamp) ? timestamp : now
    const at = stepOf(name, { step, value, time })
    if (at !== null) yield { name, step: at, value, time }
  }
}
