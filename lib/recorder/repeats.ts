/** What was delivered before and comes again, as its acknowledgement was lost or as a run was resumed. */
import { Refusal } from '../refusal.ts'
import type { Run, RunEvent } from '../run.ts'
import type { Store } from '../store/store.ts'
import { unknownPoints } from './known-points.ts'
import type { WatchedRun } from './watched-runs.ts'

type PointsEvent = RunEvent & { type: 'points' }

/** The event with what is new in it. */
export async function withoutRepeats(store: Store, event: PointsEvent): Promise<PointsEvent> {
  return { ...event, series: await unknownPoints(store, event.runId, event.series) }
}

/** Whether an event of an ended run was delivered before. Refuses what is new. */
export async function repeatsWhatIsKnown(store: Store, run: Run, event: RunEvent): Promise<boolean> {
  if (event.type === 'points' && (await withoutRepeats(store, event)).series.length === 0) return true
  if (event.type === 'run-ended' && event.status === run.status) return true
  if (event.type === 'points' || event.type === 'run-ended')
    throw new Refusal(
      'conflict',
      `The run "${run.id}" has ended (${run.status}): send run-started for it to go on, or use another id.`,
    )
  return false
}

/** Whether points begin at steps that their series has passed: repeats, or a resumed run that writes them anew. */
export function mayRepeat({ lastSteps, resuming }: WatchedRun, event: RunEvent): event is PointsEvent {
  if (event.type !== 'points') return false
  if (resuming) return true
  return event.series.some(({ name, steps }) => {
    const last = lastSteps.get(name)
    return last !== undefined && (steps[0] ?? Number.POSITIVE_INFINITY) <= last
  })
}
