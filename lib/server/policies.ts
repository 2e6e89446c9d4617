/** The policies of this server: what they may read, and how they stop a run. */
import { createPolicyKeeper, type PolicyKeeper } from '../policies/policy-keeper.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { isEnded } from '../run.ts'
import { isMuted, type Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'

type Parts = { read(): Settings; store: Store; recorder: Recorder; now(): number }

export function keepPolicies({ read, store, recorder, now }: Parts): PolicyKeeper {
  return createPolicyKeeper({
    policies: () => read().policies,
    async recall(id) {
      const record = await store.readRun(id)
      if (!record || isEnded(record.run)) return null
      const { stepsPerEpoch, stopAsked } = record.run
      return { stepsPerEpoch, findings: record.findings, isAsked: stopAsked !== null }
    },
    async isMuted(id, code) {
      const run = await recorder.runOf(id)
      return run !== null && isMuted(read(), code, run)
    },
    stop: (runId, reason) =>
      recorder.record([
        { type: 'control', runId, action: 'stop', by: 'policy', reason, time: now(), done: false },
      ]),
  })
}
