/** When a run is stopped without anybody's asking: only where its owner has said so. */
import { type FollowedRun, isNoted, type KnownRun, note, startFollowing, takeKnown } from './followed-run.ts'
import { type RunEvent, runIdOf } from './run.ts'
import type { Policies } from './settings.ts'
import { areOff, stopReasonOf } from './stop-reason.ts'

export type PolicyKeeper = {
  /** To be called with committed events, in order. */
  committed(events: readonly RunEvent[]): void
  /** Asks again where a stop has not come through. To be asked every few seconds. */
  tick(): void
}

export type PolicyParts = {
  policies(): Policies
  /** For a run that this keeper has not followed so far, as after a restart; null for one that has ended or is gone. */
  recall(runId: string): Promise<KnownRun | null>
  /** Asks the program that trains the run to stop; false when none is connected. */
  stop(runId: string, reason: string): boolean
  now(): number
}

/** A program that has not said so long that it stops may never have heard: its connection broke meanwhile. */
const answerMs = 30_000
/** Runs followed at a time; what is left out is recalled when it goes on. */
const mostRuns = 10_000

export function createPolicyKeeper({ policies, recall, stop, now }: PolicyParts): PolicyKeeper {
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

  function judge(runId: string, followed: FollowedRun): void {
    if (runs.get(runId) !== followed || followed.hasAnswered) return
    if (followed.askedAt !== null && now() - followed.askedAt < answerMs) return
    for (const finding of followed.open.values()) {
      const reason = stopReasonOf(finding, followed.step, followed.stepsPerEpoch, policies())
      if (!reason) continue
      if (stop(runId, reason)) followed.askedAt = now()
      else if (!followed.isSaid) {
        followed.isSaid = true
        console.error(
          `${reason} No program that trains "${runId}" is connected: one that comes back is asked.`,
        )
      }
      return
    }
  }

  return {
    committed(events) {
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
      for (const [runId, followed] of touched)
        followed.work = followed.work.then(() => judge(runId, followed))
    },
    tick() {
      if (!areOff(policies())) for (const [runId, followed] of runs) judge(runId, followed)
    },
  }
}

/** A lost run that comes back is recalled: it may be another program that goes on with it, which was asked nothing yet. */
const isLeft: ReadonlySet<RunEvent['type']> = new Set(['run-ended', 'run-lost', 'run-deleted'])
