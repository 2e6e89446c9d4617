/** What the detectors say of an event of a run. */
import { noSiblings } from '../detectors/memory/siblings.ts'
import { finish, observing } from '../detectors/memory/watch.ts'
import { type Finding, isEnded, type RunEvent } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import type { Turns } from '../turns.ts'
import { type Found, withFinding } from './told-findings.ts'
import type { WatchedRun, WatchedRuns } from './watched-runs.ts'

/** `run` as it is after the event, the rest as before it; `told`: the points of the event that detectors are shown. */
export type Judging = Pick<WatchedRun, 'run' | 'watch' | 'siblings' | 'found'> & {
  event: RunEvent
  told: readonly SeriesColumns[]
}

export type Judged = Pick<WatchedRun, 'siblings' | 'found'> & {
  /** What is to be stored of them. */
  findings: Finding[]
  /** Ids of those that were not known before, or not to be so severe. */
  news: string[]
}

/** Changes the watch that it is given. */
export async function judge(
  { event, run, watch, told, ...before }: Judging,
  siblingsOf: WatchedRuns['siblingsOf'],
  turns: Turns,
): Promise<Judged> {
  const findings: Finding[] = []
  const news: string[] = []
  let found: Found = before.found
  let { siblings } = before
  function isKept(finding: Finding): boolean {
    const next = withFinding(found, finding)
    if (next && next !== found) news.push(finding.id)
    found = next ?? found
    return next !== null
  }
  if (event.type === 'points') {
    siblings = await siblingsOf({ run, watch, siblings }, told)
    const seen: Finding[] = []
    for (const _ of observing(watch, run.id, told, siblings?.of ?? noSiblings, seen)) {
      const others = turns()
      if (others) await others
    }
    for (const finding of seen) if (isKept(finding)) findings.push(finding)
  }
  if (event.type === 'finding' && isKept(event.finding)) watch.stalled = event.finding
  // One that failed or was stopped might still have begun to learn.
  if (event.type === 'run-ended' && run.status === 'finished')
    for (const finding of finish(watch, run.id)) if (isKept(finding)) findings.push(finding)
  if (watch.stalled && isEnded(run)) {
    findings.push({ ...watch.stalled, resolvedStep: watch.stalled.step })
    watch.stalled = null
  }
  return { siblings, found, findings, news }
}
