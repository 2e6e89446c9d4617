/** Values that are gathered one by one, until they go as events that a server takes. */
import { limits } from '../limits.ts'
import type { RunEvent } from '../run.ts'

export type Gathered = {
  readonly runId: string
  count: number
  readonly columns: Map<string, { steps: number[]; values: number[]; times: number[] }>
}

export function newGathered(runId: string): Gathered {
  return { runId, count: 0, columns: new Map() }
}

/** Adds one value of each of these series at a step. */
export function gather(
  gathered: Gathered,
  step: number,
  values: Readonly<Record<string, number>>,
  time: number,
): void {
  for (const [name, value] of Object.entries(values)) {
    const column = gathered.columns.get(name) ?? { steps: [], values: [], times: [] }
    gathered.columns.set(name, column)
    column.steps.push(step)
    column.values.push(value)
    column.times.push(time)
    gathered.count++
  }
}

/** As few events as may be: each holds as many series and points as a server takes, or fewer. */
export function eventsOf({ runId, columns }: Gathered): RunEvent[] {
  const events: Extract<RunEvent, { type: 'points' }>[] = []
  let last: (typeof events)[number] | null = null
  let points = 0
  for (const [name, { steps, values, times }] of columns)
    for (let from = 0; from < steps.length; from += limits.points) {
      const part = (column: number[]) => Float64Array.from(column.slice(from, from + limits.points))
      const columnsOf = { name, steps: part(steps), values: part(values), times: part(times) }
      points += columnsOf.steps.length
      if (!last || last.series.length >= limits.series || points > limits.points) {
        last = { type: 'points', runId, series: [] }
        events.push(last)
        points = columnsOf.steps.length
      }
      last.series.push(columnsOf)
    }
  return events
}
