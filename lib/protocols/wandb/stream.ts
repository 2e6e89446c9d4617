/** The lines that W&B's client sends every fifteen seconds, as points; its last message ends the run. */
import { globalSteps } from '../../ingest/global-steps.ts'
import { parse } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { isEnded, type RunEvent } from '../../run.ts'
import { isTime } from '../../time.ts'
import { gathered, type Logged } from '../gathered.ts'
import { runIdOf } from '../run-id.ts'
import { type HistoryLine, lineOf } from './config.ts'
import type { GraphqlParts } from './graphql.ts'
import { globalStepKey, linesKey } from './resumed.ts'
import * as schema from './schema.ts'

export function streamOf({ recorder, now }: GraphqlParts) {
  return async (project: string, name: string, body: unknown): Promise<object> => {
    const { files, complete, exitcode } = parse(schema.stream, body)
    const id = runIdOf(project, name)
    const run = await recorder.runOf(id)
    if (!run) throw new Refusal('not-found', `There is no run "${id}".`)
    const history = files['wandb-history.jsonl']
    const lines = history?.content ?? []
    const kept = run.environment[globalStepKey]
    const read = atGlobalSteps(
      lines.flatMap((line) => lineOf(line) ?? []),
      kept === undefined ? null : Number(kept),
    )
    const series = gathered(loggedIn(read.lines, now()))
    const events: RunEvent[] = []
    // What comes for an ended run was sent before, or is the rest of it.
    if (isEnded(run) && series.length)
      events.push({ type: 'run-started', run: { id }, time: run.endedAt ?? now() })
    if (series.length) events.push({ type: 'points', runId: id, series })
    const seen = (history?.offset ?? 0) + lines.length
    if (seen > Number(run.environment[linesKey] ?? 0)) {
      const step = read.last === null ? {} : { [globalStepKey]: String(read.last) }
      const environment = { ...run.environment, [linesKey]: String(seen), ...step }
      events.push({ type: 'run-edited', runId: id, changes: { environment } })
    }
    if (complete && (!isEnded(run) || series.length)) events.push(endOf(id, exitcode ?? 0, now()))
    if (events.length) await recorder.record(events)
    return {}
  }
}

function endOf(runId: string, exitcode: number, time: number): RunEvent {
  if (exitcode === 0) return { type: 'run-ended', runId, status: 'finished', time }
  return {
    type: 'run-ended',
    runId,
    status: 'failed',
    reason: `Its program ended with the code ${exitcode}.`,
    time,
  }
}

/**
 * Lines at the step of the training where one is logged beside: W&B's own counts the calls of `log`. A line without it
 * stands where the one before it does.
 */
function atGlobalSteps(lines: readonly HistoryLine[], before: number | null) {
  let last = before
  const moved = lines.map(({ step, time, values }): HistoryLine => {
    const told = values.find(([name]) => globalSteps.includes(name))?.[1]
    if (told !== undefined && Number.isSafeInteger(told) && told >= 0) last = told
    return { step: last ?? step, time, values: values.filter(([name]) => !globalSteps.includes(name)) }
  })
  return { lines: moved, last }
}

function* loggedIn(lines: readonly HistoryLine[], now: number): Generator<Logged> {
  for (const { step, time, values } of lines)
    for (const [name, value] of values)
      yield { name, step, value, time: time !== null && isTime(time) ? time : now }
}
