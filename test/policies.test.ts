import { describe, expect, it } from 'vitest'
import { createPolicyKeeper } from '../lib/policies.ts'
import type { RunEvent } from '../lib/run.ts'
import { defaultSettings, type Policies } from '../lib/settings.ts'
import { opened } from './notify/finding.ts'
import { points } from './store/points.ts'

const off = defaultSettings.policies
const at = (step: number) => points('a', 'train/loss', [step], [1])
const stuck = (step: number, changes = {}) =>
  opened(step, { code: 'not-learning', severity: 'warning', ...changes })

async function stops(
  policies: Policies,
  events: RunEvent[],
  stepsPerEpoch: number | null = 10,
): Promise<string[]> {
  const reasons: string[] = []
  const keeper = createPolicyKeeper({
    policies: () => policies,
    stepsPerEpoch: async () => stepsPerEpoch,
    stop: (runId, reason) => reasons.push(`${runId}: ${reason}`),
  })
  for (const event of events) {
    keeper.committed([event])
    await new Promise((resolve) => setImmediate(resolve))
  }
  return reasons
}

describe('a policy', () => {
  it('stops nothing unless its owner says so', async () => {
    expect(await stops(off, [opened(5), stuck(5), at(9999)])).toEqual([])
  })

  it('stops a run at a critical finding, once', async () => {
    const policies = { ...off, stopOnCritical: true }
    expect(await stops(policies, [opened(5), opened(5), at(6), opened(9)])).toEqual([
      'a: Stopped by the policy on critical findings: diverged in train/loss at step 5.',
    ])
    expect(await stops(policies, [stuck(5), at(500)])).toEqual([])
  })

  it('stops a run that is stuck for so many epochs', async () => {
    const policies = { ...off, stopWhenStuckEpochs: 3 }
    expect(await stops(policies, [stuck(100), at(129)])).toEqual([])
    expect(await stops(policies, [stuck(100), at(129), at(130)])).toEqual([
      'a: Stopped by a policy: train/loss has not learned for 3 epochs, since step 100.',
    ])
  })

  it('leaves a run alone that has begun to learn, has ended, or does not say how long an epoch is', async () => {
    const policies = { ...off, stopWhenStuckEpochs: 3 }
    expect(await stops(policies, [stuck(100), stuck(100, { resolvedStep: 120 }), at(500)])).toEqual([])
    expect(
      await stops(policies, [
        stuck(100),
        { type: 'run-ended', runId: 'a', status: 'finished', time: 1 },
        at(500),
      ]),
    ).toEqual([])
    expect(await stops(policies, [stuck(100), at(500)], null)).toEqual([])
  })

  it('stops a run that overfits for so many epochs', async () => {
    const policies = { ...off, stopWhenOverfittingEpochs: 5 }
    const events = [stuck(100), at(400), stuck(100, { id: 'o', code: 'overfitting' }), at(160)]
    expect(await stops(policies, events)).toHaveLength(1)
  })
})
