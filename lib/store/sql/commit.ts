/**
 * Commits of nothing but points and lines of the console, as most are: below Prisma, whose transaction takes longer
 * than to store a point.
 */
import type { RunEvent } from '../../run.ts'
import type { WatchSnapshots } from '../store.ts'
import { type Asking, rows } from './asking.ts'
import { writeConsole } from './console-store.ts'
import type { PointWriter } from './point-writer.ts'
import { type HeldVersions, writeVersions } from './run-versions.ts'

export type Plain = Extract<RunEvent, { type: 'points' | 'console' }>

export const isPlain = (event: RunEvent): event is Plain =>
  event.type === 'points' || event.type === 'console'

export function* writeAllPlain(points: PointWriter, events: readonly Plain[]): Asking<void> {
  for (const event of events)
    if (event.type === 'points') yield* points.write(event.runId, event.series)
    else yield* writeConsole(event)
}

/** Whether it was such a commit, and is done; of a run that counts as lost, points change the run itself. */
export function* commitPlain(
  points: PointWriter,
  events: readonly RunEvent[],
  versions: HeldVersions,
  watches: WatchSnapshots,
): Asking<boolean> {
  const lost = yield* rows("SELECT 1 FROM runs WHERE status = 'lost' AND id IN ?*", [[...versions.keys()]])
  if (lost.length || !events.every(isPlain)) return false
  yield* writeAllPlain(points, events)
  yield* writeVersions(versions, watches)
  return true
}
