/** When a run is stopped without anybody's asking: only where its owner has said so. */

import { type RunEvent, runIdOf } from '../run.ts'
import type { Policies } from '../settings/settings.ts'
import { type FollowedRun, isNoted, type KnownRun, note, startFollowing, takeKnown } from './followed-run.ts'
import { areOff, stopReasonOf } from './stop-reason.ts'

export type PolicyKeeper = {
  /** To be called with committed events, in order. Another server judges what it has committed itself. */
  committed(events: readonly RunEvent[], isOurs?: boolean): void
}

export type PolicyParts = {
  policies(): Policies
  /** For a run that this keeper has not followed so far, as after a restart; null for one that has ended or is gone. */
  recall(runId: string): Promise<KnownRun | null>
  /** Whether the rule is silent in the run by now: what it had found before stays open. */
  isMuted(runId: string, code: string): Promise<boolean>
  /** Records that the program that trains the run is asked to stop. */
  stop(runId: string, reason: string): Promise<void>
}

/** Runs followed at a time; what is left out is recalled when it goes on. */
const mostRuns = 10_000

export function createPolicyKeeper({ policies, recall, isMuted, stop }: PolicyParts): PolicyKeeper {
  const runs = new Map<string, FollowedRun>()

  function runOf(runId: string, isStart: boolean): FollowedRun {
    const known = runs.get(runId)
    if (known) return known
    const fresh = startFollowing()
    runs.set(runId, fresh)
    for (const id of runs.keys()) {
      if (runs.size <= mostRuns) break
      runs.delete(id)
    }
    fresh.work = learn(runId, fresh, isStart)
    return fresh
  }

  async function learn(runId: string, followed: FollowedRun, isStart: boolean): Promise<void> {
    try {
      const known = await recall(runId)
      if (!known) return forget(runId, followed)
      // Who starts an ended run anew has changed something: what was found before counts once it is found again.
      takeKnown(followed, isStart ? { ...known, findings: [] } : known)
    } catch (error) {
      console.error(error)
      forget(runId, followed)
    }
  }

  function forget(runId: string, followed: FollowedRun): void {
    if (runs.get(runId) === followed) runs.delete(runId)
  }

  async function judge(runId: string, followed: FollowedRun): Promise<void> {
    if (runs.get(runId) !== followed || followed.isAsked) return
    for (const finding of followed.open.values()) {
      const reason = stopReasonOf(finding, followed.step, followed.stepsPerEpoch, policies())
      if (!reason) continue
      followed.isAsked = true
      try {
        if (await isMuted(runId, finding.code)) {
          followed.isAsked = false
          continue
        }
        await stop(runId, reason)
      } catch (error) {
        // Tried again with what comes next.
        followed.isAsked = false
        console.error(error)
      }
      return
    }
  }

  return {
    committed(events, isOurs = true) {
      // What is open is recalled once a policy is switched on.
      if (areOff(policies())) return runs.clear()
      const touched = new Map<string, FollowedRun>()
      for (const event of events) {
        const runId = runIdOf(event)
        if (isLeft.has(event.type)) runs.delete(runId)
        if (!isNoted.has(event.type)) continue
        const followed = runOf(runId, event.type === 'run-started')
        followed.work = followed.work.then(() => note(followed, event))
        touched.set(runId, followed)
      }
      if (isOurs)
        for (const [runId, followed] of touched)
          followed.work = followed.work.then(() => judge(runId, followed))
    },
  }
}

/** A lost run that comes back is recalled: it may be another program that goes on with it, which was asked nothing yet. */
const isLeft: ReadonlySet<RunEvent['type']> = new Set(['run-ended', 'run-lost', 'run-deleted'])
