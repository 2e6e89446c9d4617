/** Watches for runs that have gone silent, and for programs that must be gone. */
import { isGone, silenceOf } from '../detectors/rules/stalled.ts'
import { isEnded, type Run, type RunEvent } from '../run.ts'
import type { Arrivals } from './arrivals.ts'
import type { WatchedRuns } from './watched-runs.ts'

export type SilenceParts = {
  runs: Pick<WatchedRuns, 'load'>
  arrivals: Arrivals
  record(events: readonly RunEvent[]): Promise<void>
  now(): number
  isConnected(run: Run): boolean
}

/** Records that running runs have gone silent, where they have. */
export async function watchSilence({
  runs,
  arrivals,
  record,
  now,
  isConnected,
}: SilenceParts): Promise<void> {
  for (const [id, { pulse, seenAt }] of arrivals.all()) {
    if (!pulse) continue
    // A training that hangs is silent; gone is a program of which nothing comes, nor of its machine.
    const mayBeGone = isGone({ ...pulse, last: seenAt }, now())
    const finding = silenceOf(id, pulse, now())
    if (!mayBeGone && !finding) continue
    const watched = await runs.load(id)
    if (!watched || isEnded(watched.run)) arrivals.forget(id)
    if (watched?.run.status !== 'running') continue
    const { run, watch } = watched
    if (mayBeGone && !isConnected(run)) await record([{ type: 'run-lost', runId: id, time: now() }])
    else if (finding && !watch.stalled && !watch.facts.muted?.includes('stalled'))
      await record([{ type: 'finding', runId: id, finding }])
  }
}
