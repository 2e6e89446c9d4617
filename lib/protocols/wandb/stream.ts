/** The lines that W&B's client sends every fifteen seconds, as points; its last message ends the run. */
import { parse } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { isEnded, type RunEvent } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'
import { isTime } from '../../time.ts'
import { type HistoryLine, lineOf } from './config.ts'
import { type GraphqlParts, linesKey } from './graphql.ts'
import { runIdOf } from './run-id.ts'
import * as schema from './schema.ts'

const longestName = 250

export function streamOf({ recorder, now }: GraphqlParts) {
  return async (project: string, name: string, body: unknown): Promise<object> => {
    const { files, complete, exitcode } = parse(schema.stream, body)
    const id = runIdOf(project, name)
    const run = await recorder.runOf(id)
    if (!run) throw new Refusal('not-found', `There is no run "${id}".`)
    const history = files['wandb-history.jsonl']
    const lines = history?.content ?? []
    const series = seriesOf(
      lines.flatMap((line) => lineOf(line) ?? []),
      now(),
    )
    const events: RunEvent[] = []
    // What comes for an ended run was sent before, or is the rest of it.
    if (isEnded(run) && series.length)
      events.push({ type: 'run-started', run: { id }, time: run.endedAt ?? now() })
    if (series.length) events.push({ type: 'points', runId: id, series })
    const seen = (history?.offset ?? 0) + lines.length
    if (seen > Number(run.environment[linesKey] ?? 0))
      events.push({
        type: 'run-edited',
        runId: id,
        changes: { environment: { ...run.environment, [linesKey]: String(seen) } },
      })
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

function seriesOf(lines: readonly HistoryLine[], now: number): SeriesColumns[] {
  const byName = new Map<string, { step: number; value: number; time: number }[]>()
  for (const { step, time, values } of lines)
    for (const [name, value] of values) {
      if (name === '' || name.length > longestName || /[\0\p{Cs}]/u.test(name)) continue
      const points = byName.get(name) ?? []
      points.push({ step, value, time: time !== null && isTime(time) ? time : now })
      byName.set(name, points)
    }
  return Array.from(byName, ([name, points]) => ({
    name,
    steps: Float64Array.from(points, ({ step }) => step),
    values: Float64Array.from(points, ({ value }) => value),
    times: Float64Array.from(points, ({ time }) => time),
  }))
}
