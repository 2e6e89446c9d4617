/** What SwanLab's client tells of a run, as events. Pure. */

import { plainParams } from '../../delivery/logged.ts'
import { limits } from '../../limits.ts'
import { numberFromSource } from '../../number.ts'
import type { EndedStatus, Run, RunChanges, RunEvent } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'
import { isTime } from '../../time.ts'
import { gathered } from '../gathered.ts'
import { keptName, keptText } from '../kept-text.ts'
import type { Experiment, Scalar } from './schema.ts'

/** The start of a run that is not known, or goes on; what it says of itself anew holds. */
export function startOf(
  id: string,
  asked: Experiment,
  known: Run | null,
  { project, version, now }: { project: string; version: string; now: number },
): RunEvent {
  const name = keptName(asked.name)
  const group = keptName(asked.cluster)
  const tags = (asked.labels ?? []).flatMap((label) => keptName(label.name) ?? []).slice(0, limits.tags)
  const about = known ? {} : { name: name ?? id, project, source: version ? `swanlab ${version}` : 'swanlab' }
  const notes = asked.description ? { notes: keptText(asked.description) } : {}
  return {
    type: 'run-started',
    run: { id, ...about, ...notes, ...(group && { group }), ...(tags.length && { tags }) },
    time: now,
  }
}

/** Config, `{"lr": {"value": 0.1, "sort": 0}}`, and what the client says of the machine. */
export function changesOf(
  run: Run,
  config: Record<string, unknown>,
  metadata: Record<string, unknown>,
): RunChanges {
  const params = plainParams(
    Object.fromEntries(
      Object.entries(config).flatMap(([name, entry]) => {
        const value = (entry as { value?: unknown } | null)?.value
        return value === undefined ? [] : [[name, value] as const]
      }),
    ),
  )
  const told = factsIn(metadata)
  const isNew = (entries: object, known: Record<string, unknown>) =>
    Object.entries(entries).some(([name, value]) => known[name] !== value)
  return {
    ...(isNew(params, run.params) && { params: { ...run.params, ...params } }),
    ...(isNew(told, run.environment) && { environment: { ...run.environment, ...told } }),
  }
}

function factsIn({ runtime, git }: Record<string, unknown>): Record<string, string> {
  const { hostname, python_version, command } = (runtime ?? {}) as Record<string, unknown>
  const { commit } = (git ?? {}) as Record<string, unknown>
  const facts = { host: hostname, python: python_version, command, commit }
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const told = typeof value === 'string' ? keptName(value) : undefined
      return told ? [[name, told] as const] : []
    }),
  )
}

/** Values of the machine, which are not kept. */
const machine = '__swanlab__.'

/** Its client writes "nan" for ±∞ too: what was infinite cannot be told any more. */
export function seriesOf(scalars: readonly Scalar[], now: number): SeriesColumns[] {
  return gathered(
    scalars.flatMap(({ key, index, data, create_time }) => {
      const value = numberFromSource(data)
      return value === undefined || key.startsWith(machine)
        ? []
        : [{ name: key, step: index, value, time: timeOf(create_time, now) }]
    }),
  )
}

const statuses: Readonly<Record<string, EndedStatus>> = {
  FINISHED: 'finished',
  CRASHED: 'failed',
  ABORTED: 'stopped',
}

export function endOf(runId: string, state: string, time: number): RunEvent {
  const status = statuses[state] ?? 'finished'
  return {
    type: 'run-ended',
    runId,
    status,
    ...(status === 'failed' && { reason: 'Its program ended with an error.' }),
    time,
  }
}

export function timeOf(text: string | null | undefined, now: number): number {
  const time = text ? Date.parse(text) : Number.NaN
  return isTime(time) ? Math.round(time) : now
}
