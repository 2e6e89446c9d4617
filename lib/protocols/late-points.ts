/** Points that a client sends of its run, whether that has ended meanwhile or not. */
import type { Recorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import { type EndedStatus, isEnded, type Run } from '../run.ts'
import type { SeriesColumns } from '../series.ts'

/** What comes for an ended run was sent before, or is the rest of it: then it ends as it had ended. */
export async function recordPoints(
  recorder: Pick<Recorder, 'record'>,
  run: Run,
  series: SeriesColumns[],
  now: number,
): Promise<void> {
  if (series.length === 0) return
  const points = { type: 'points', runId: run.id, series } as const
  try {
    await recorder.record([points])
  } catch (error) {
    const isLate = error instanceof Refusal && error.code !== 'unavailable' && isEnded(run)
    if (!isLate) throw error
    const time = run.endedAt ?? now
    const reason = run.reason === null ? {} : { reason: run.reason }
    await recorder.record([
      { type: 'run-started', run: { id: run.id }, time },
      points,
      { type: 'run-ended', runId: run.id, status: run.status as EndedStatus, ...reason, time },
    ])
  }
}
