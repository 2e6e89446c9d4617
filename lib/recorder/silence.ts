/** Watches for runs that have gone silent, and for programs that must be gone. */
import { isGone, silenceOf } from '../detectors/rules/stalled.ts'
import type { Run, RunEvent } from '../run.ts'
import type { WatchedRuns } from './watched-runs.ts'

export type SilenceParts = {
  runs: Pick<WatchedRuns, 'all'>
  record(events: readonly RunEvent[]): Promise<void>
  now(): number
  isConnected(run: Run): boolean
}

/** Records that running runs have gone silent, where they have. */
export async function watchSilence({ runs, record, now, isConnected }: SilenceParts): Promise<void> {
  for (const { run, watch, pulse, seenAt } of runs.all()) {
    if (run.status !== 'running' || !pulse) continue
    // A training that hangs is silent; gone is a program of which nothing comes, nor of its machine.
    if (!isConnected(run) && isGone({ ...pulse, last: seenAt ?? pulse.last }, now())) {
      await record([{ type: 'run-lost', runId: run.id, time: now() }])
      continue
    }
    if (watch.stalled || watch.facts.muted?.includes('stalled')) continue
    const finding = silenceOf(run.id, pulse, now())
    if (finding) await record([{ type: 'finding', runId: run.id, finding }])
  }
}
