/** MLflow's tracking protocol: `MLFLOW_TRACKING_URI` pointed at this server is all that its clients need. */

import { randomUUID } from 'node:crypto'
import { limits } from '../../limits.ts'
import { parse } from '../../parse.ts'
import type { Recorder } from '../../recorder/recorder.ts'
import type { RunEvent } from '../../run.ts'
import type { Store } from '../../store/store.ts'
import { isTime } from '../../time.ts'
import { wholeText } from '../../whole-text.ts'
import type { Call } from './call.ts'
import { experimentCalls } from './experiment-calls.ts'
import { openExperimentTags } from './experiment-tags.ts'
import { openExperiments } from './experiments.ts'
import { createReads } from './reads.ts'
import { nameTag, runAnswer, runInfo } from './run-answer.ts'
import * as schema from './schema.ts'
import { createSteps } from './steps.ts'
import { createWrites } from './writes.ts'

export type CallsParts = { store: Store; recorder: Recorder; now(): number }

const ends = { FINISHED: 'finished', FAILED: 'failed', KILLED: 'stopped' } as const

export function mlflowCalls({ store, recorder, now }: CallsParts): ReadonlyMap<string, Call> {
  const experiments = openExperiments(store)
  const steps = createSteps()
  const writes = createWrites({ recorder, steps, now })
  const experimentTags = openExperimentTags(store)
  const reads = createReads({ store, experiments, experimentTags })
  const idIn = ({ run_id, run_uuid }: { run_id?: string | undefined; run_uuid?: string | undefined }) =>
    run_id ?? run_uuid ?? ''

  async function create(input: unknown, source: string): Promise<object> {
    const { experiment_id, run_name, start_time, tags } = parse(schema.created, input)
    const project = await experiments.byId(experiment_id)
    const id = randomUUID().replaceAll('-', '')
    const time = start_time !== undefined && isTime(start_time) ? start_time : now()
    const name = run_name || tags.find(({ key }) => key === nameTag)?.value || `run ${id.slice(0, 8)}`
    await recorder.record([
      { type: 'run-started', run: { id, name: wholeText(name, limits.name), project, source }, time },
    ])
    await writes.log(id, { tags: tags.filter(({ key }) => key !== nameTag) })
    return { run: runAnswer(await reads.run(id)) }
  }

  async function update(input: unknown): Promise<object> {
    const changes = parse(schema.updated, input)
    const { run } = await reads.run(idIn(changes))
    const { status, end_time, run_name } = changes
    const time = end_time !== undefined && isTime(end_time) ? end_time : now()
    const events: RunEvent[] = []
    if (run_name)
      events.push({ type: 'run-edited', runId: run.id, changes: { name: wholeText(run_name, limits.name) } })
    if (status === 'RUNNING' || status === 'SCHEDULED') {
      // Its end goes away, whatever time is given with it.
      steps.forget(run.id)
      if (run.status !== 'running') events.push({ type: 'run-started', run: { id: run.id }, time: now() })
    } else if (status && run.status !== ends[status]) {
      if (run.endedAt !== null) events.push({ type: 'run-started', run: { id: run.id }, time: run.endedAt })
      events.push({ type: 'run-ended', runId: run.id, status: ends[status], time })
    }
    if (events.length) await recorder.record(events)
    return { run_info: runInfo((await reads.run(run.id)).run) }
  }

  async function remove(input: unknown): Promise<object> {
    await recorder.record([
      { type: 'run-deleted', runId: (await reads.run(idIn(parse(schema.ofRun, input)))).run.id },
    ])
    return {}
  }

  /** Taken, and not kept: who logs it only writes. */
  const ignored = async () => ({})
  return new Map<string, Call>([
    ['POST runs/create', create],
    ['POST runs/update', update],
    ['POST runs/delete', remove],
    [
      'GET runs/get',
      async (input) => ({ run: runAnswer(await reads.run(idIn(parse(schema.ofRun, input)))) }),
    ],
    ['POST runs/search', reads.search],
    ['GET metrics/get-history', reads.history],
    [
      'POST runs/log-metric',
      async (input) => {
        const metric = parse(schema.ofMetric, input)
        await writes.log(idIn(metric), { metrics: [metric] })
        return {}
      },
    ],
    [
      'POST runs/log-parameter',
      async (input) => {
        const param = parse(schema.ofPair, input)
        await writes.log(idIn(param), { params: [param] })
        return {}
      },
    ],
    [
      'POST runs/set-tag',
      async (input) => {
        const tag = parse(schema.ofPair, input)
        await writes.log(idIn(tag), { tags: [tag] })
        return {}
      },
    ],
    [
      'POST runs/log-batch',
      async (input) => {
        const batch = parse(schema.batch, input)
        await writes.log(idIn(batch), batch)
        return {}
      },
    ],
    ...experimentCalls({ experiments, tags: experimentTags, search: reads.searchExperiments }),
    [
      'POST runs/delete-tag',
      async (input) => {
        const tag = parse(schema.ofPair, input)
        await writes.untag(idIn(tag), tag.key)
        return {}
      },
    ],
    [
      // What is deleted is gone.
      'POST runs/restore',
      async (input) => {
        await reads.run(idIn(parse(schema.ofRun, input)))
        return {}
      },
    ],
    ...['runs/log-inputs', 'runs/outputs', 'runs/log-model'].map((path): [string, Call] => [
      `POST ${path}`,
      ignored,
    ]),
    ['GET artifacts/list', async () => ({ files: [] })],
  ])
}
