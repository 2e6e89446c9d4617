/** Of several values for one step that come together, the last: nobody will see the others, so detectors shall not judge them. */
import type { RunEvent } from '../run.ts'
import type { SeriesColumns } from '../series.ts'

/** The event with each step of a series once; how many values were left out for it stays with each point. */
export function lastOfSteps(event: RunEvent): RunEvent {
  if (event.type !== 'points' || isPlain(event.series)) return event
  const byName = new Map<string, SeriesColumns[]>()
  for (const columns of event.series) byName.set(columns.name, [...(byName.get(columns.name) ?? []), columns])
  return { ...event, series: [...byName.values()].map(lastOf) }
}

/** Whether every series comes once, by rising step. */
function isPlain(series: readonly SeriesColumns[]): boolean {
  const names = new Set(series.map(({ name }) => name))
  return names.size === series.length && series.every(({ steps }) => isRising(steps))
}

function isRising(steps: Float64Array): boolean {
  for (let i = 1; i < steps.length; i++) if ((steps[i] as number) <= (steps[i - 1] as number)) return false
  return true
}

/** Columns of one series as one, in the order of the values that stay. */
function lastOf(parts: readonly SeriesColumns[]): SeriesColumns {
  const last = new Map<number, { value: number; time: number; replaced: number }>()
  let replacedInAll = 0
  for (const { steps, values, times } of parts)
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as number
      const before = last.get(step)
      // Put last anew, where its value came.
      if (before) last.delete(step)
      const value = values[i] as number
      // The same value once more takes no other's place: an epoch is logged beside each of several metrics.
      const more = before && !Object.is(before.value, value) ? 1 : 0
      replacedInAll += more
      last.set(step, { value, time: times[i] as number, replaced: (before?.replaced ?? 0) + more })
    }
  const points = [...last.values()]
  return {
    name: (parts[0] as SeriesColumns).name,
    steps: Float64Array.from(last.keys()),
    values: Float64Array.from(points, ({ value }) => value),
    times: Float64Array.from(points, ({ time }) => time),
    ...(replacedInAll ? { replaced: Float64Array.from(points, ({ replaced }) => replaced) } : {}),
  }
}
