/** Events as they are shown: the store has every point of them. */
import { thin } from '../rollup.ts'
import type { RunEvent } from '../run.ts'

/** Points of a series that one message holds about. */
const pointsPerMessage = 2000

export function lightened(event: RunEvent): RunEvent {
  if (event.type !== 'points') return event
  const series = event.series.map((columns) =>
    columns.steps.length <= pointsPerMessage
      ? columns
      : { name: columns.name, ...thin(columns, pointsPerMessage / 4) },
  )
  return { ...event, series }
}
