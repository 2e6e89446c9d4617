/** What W&B's client is told of a run with which it goes on: after which step, and what its summary held. Pure. */
import { numberToName } from '../../number.ts'
import type { RunRecord } from '../../store/store.ts'
import { workMs } from '../../summary/work-time.ts'

/** Where the number of history lines is kept: a run that goes on counts from there. */
export const linesKey = 'wandb.history_lines'
/** Where the step of the training is kept, which the Trainer and Lightning log beside the count of their calls. */
export const globalStepKey = 'wandb.global_step'

export function resumedBucket({ run, series }: RunRecord, name: string) {
  const summary = summaryOf({ run, series })
  const tail = summary ? [jsonOf(summary)] : []
  const config = Object.fromEntries(Object.entries(run.params).map(([key, value]) => [key, { value }]))
  return {
    ...{ id: run.id, name, displayName: run.name, notes: run.notes, tags: run.tags },
    ...{ logLineCount: 0, eventsLineCount: 0, historyLineCount: Number(run.environment[linesKey] ?? 0) },
    ...{ summaryMetrics: jsonOf(summary ?? {}), historyTail: JSON.stringify(tail), eventsTail: '[]' },
    ...{ config: JSON.stringify(config), wandbConfig: '{"t":1}' },
  }
}

/** The newest value of each series under the name that it has here, and what its client counts by itself. */
function summaryOf({ run, series }: Pick<RunRecord, 'run' | 'series'>): Record<string, number> | null {
  if (series.length === 0) return null
  const step = Math.max(...series.map(({ last }) => last.step))
  const time = Math.max(...series.map(({ last }) => last.time))
  return {
    ...Object.fromEntries(series.map(({ name, last }) => [name, last.value])),
    ...{ _step: step, _timestamp: time / 1000, _runtime: workMs(run, time) / 1000 },
  }
}

/** JSON in which NaN and the infinities stand bare, as its client writes and reads them. */
function jsonOf(values: Record<string, number>): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `${JSON.stringify(name)}:${numberToName(value)}`,
  )
  return `{${entries.join(',')}}`
}
