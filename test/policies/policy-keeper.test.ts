import { describe, expect, it, vi } from 'vitest'
import type { KnownRun } from '../../lib/policies/followed-run.ts'
import { createPolicyKeeper } from '../../lib/policies/policy-keeper.ts'
import type { RunEvent } from '../../lib/run.ts'
import { defaultSettings, type Policies } from '../../lib/settings/settings.ts'
import { findingAt, opened } from '../notify/finding.ts'
import { points, started } from '../store/points.ts'

const off = defaultSettings.policies
const critical = { ...off, stopOnCritical: true }
const afterThree = { ...off, stopWhenStuckEpochs: 3 }
const at = (step: number) => points('a', 'train/loss', [step], [1])
const stuckFinding = { code: 'not-learning', severity: 'warning' } as const
const stuck = (step: number, changes = {}) => opened(step, { ...stuckFinding, ...changes })
const begun = started('a', { stepsPerEpoch: 10 })
const ended: RunEvent = { type: 'run-ended', runId: 'a', status: 'finished', time: 1 }
const lost: RunEvent = { type: 'run-lost', runId: 'a', time: 1 }
const answered: RunEvent = { type: 'control', runId: 'a', action: 'stop', by: 'policy', time: 1, done: true }
const pressed: RunEvent = { ...answered, action: 'stop', by: 'page', reason: 'Enough.', done: false }

/** A keeper that hears events one after the other, what it asked for, and a world that a test may change. */
function keeping(policies: Policies, known: Partial<KnownRun> | null = {}) {
  const world = {
    ...{ policies, isReadable: true, isWritable: true, muted: '' },
    known: known && { stepsPerEpoch: 10, findings: [], isAsked: false, ...known },
  }
  const asked: string[] = []
  const recalled: string[] = []
  const keeper = createPolicyKeeper({
    policies: () => world.policies,
    async recall(runId) {
      recalled.push(runId)
      if (!world.isReadable) throw new Error('the disk is away')
      return world.known
    },
    isMuted: async (_runId, code) => code === world.muted,
    async stop(runId, reason) {
      if (!world.isWritable) throw new Error('the disk is full')
      asked.push(`${runId}: ${reason}`)
    },
  })
  async function hear(...events: RunEvent[]): Promise<string[]> {
    for (const event of events) {
      keeper.committed([event])
      await new Promise((resolve) => setImmediate(resolve))
    }
    return asked
  }
  return { world, keeper, hear, asked, recalled }
}

describe('a policy', () => {
  it('stops nothing unless its owner says so', async () => {
    const { hear, recalled } = keeping(off)
    expect(await hear(opened(5), stuck(5), at(9999))).toEqual([])
    expect(recalled).toEqual([])
  })

  it('stops a run at a critical finding, once', async () => {
    expect(await keeping(critical).hear(opened(5), opened(5), at(6), opened(9))).toEqual([
      'a: Stopped by the policy on critical findings: diverged in train/loss at step 5.',
    ])
    expect(await keeping(critical).hear(stuck(5), at(500))).toEqual([])
  })

  it('stops a run that is stuck for so many epochs', async () => {
    const { hear } = keeping(afterThree)
    expect(await hear(stuck(100), at(129))).toEqual([])
    expect(await hear(at(130))).toEqual([
      'a: Stopped by a policy: train/loss has not learned for 3 epochs, since step 100.',
    ])
  })

  it.each<[string, Partial<KnownRun>, RunEvent[]]>([
    ['has begun to learn', {}, [stuck(100), stuck(100, { resolvedStep: 120 }), at(500)]],
    ['has ended', {}, [stuck(100), ended]],
    ['does not say how long an epoch is', { stepsPerEpoch: null }, [stuck(100), at(500)]],
    ['has two sides, of which one stands still', {}, [stuck(100, { severity: 'info' }), at(500)]],
  ])('leaves a run alone that %s', async (_what, known, events) => {
    expect(await keeping(afterThree, known).hear(...events)).toEqual([])
  })

  it('leaves a run alone whose finding was acknowledged or muted, as long as nothing else is found', async () => {
    const acknowledged: RunEvent = {
      ...{ type: 'finding-acknowledged', runId: 'a', findingId: findingAt(100).id, time: 1 },
    }
    const { hear } = keeping(afterThree)
    expect(await hear(stuck(100), acknowledged, stuck(100), at(500))).toEqual([])
    expect(await hear(stuck(200), at(501))).toHaveLength(1)
    const before = { findings: [findingAt(100, { ...stuckFinding, acknowledgedAt: 1 })] }
    expect(await keeping(afterThree, before).hear(at(500))).toEqual([])

    const muting = keeping(afterThree)
    muting.world.muted = 'not-learning'
    expect(await muting.hear(stuck(100), at(500))).toEqual([])
    muting.world.muted = ''
    expect(await muting.hear(at(501))).toHaveLength(1)
  })

  it('counts epochs on the branch that goes on', async () => {
    const branch = { number: 1, from: 90, to: 500, time: 1 }
    const { hear } = keeping(afterThree)
    const branched: RunEvent = { type: 'run-branched', runId: 'a', branch }
    expect(await hear(at(500), branched, at(95), stuck(100), at(129))).toEqual([])
    expect(await hear(at(130))).toHaveLength(1)
  })

  it('stops a run that overfits for so many epochs, however bad that is', async () => {
    const policies = { ...off, stopWhenOverfittingEpochs: 5 }
    const overfitting = stuck(100, { id: 'o', code: 'overfitting', severity: 'critical' })
    expect(await keeping(policies).hear(stuck(100), at(400), overfitting, at(160))).toHaveLength(1)
  })

  it('reads what is known of a run once, and hears of its epochs from the run itself', async () => {
    const { hear, recalled } = keeping(afterThree, { stepsPerEpoch: null })
    expect(await hear(begun, stuck(100), at(110), at(120), at(130))).toHaveLength(1)
    expect(recalled).toEqual(['a'])
  })
})

describe('a policy, after the server was started anew or the policy switched on,', () => {
  it('goes by what was open before', async () => {
    const { hear } = keeping(afterThree, { findings: [findingAt(100, stuckFinding)] })
    expect(await hear(at(129))).toEqual([])
    expect(await hear(at(130))).toHaveLength(1)
  })

  it.each<[string, RunEvent[], Partial<KnownRun> | null]>([
    ['is over by now', [at(500)], { findings: [findingAt(100, { ...stuckFinding, resolvedStep: 110 })] }],
    ['belongs to a run that has ended', [at(500)], null],
  ])('does not go by what %s', async (_what, events, known) => {
    expect(await keeping(afterThree, known).hear(...events)).toEqual([])
  })

  it('does not hold against a run that is begun anew what it had before, until that is found again', async () => {
    const { hear } = keeping(critical, { findings: [findingAt(5)] })
    expect(await hear(begun, at(6), at(7))).toEqual([])
    expect(await hear(opened(8))).toHaveLength(1)
  })

  it('reads again where the store could not be read', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { hear, world } = keeping(critical, { findings: [findingAt(5)] })
    world.isReadable = false
    expect(await hear(at(6))).toEqual([])
    world.isReadable = true
    expect(await hear(at(7))).toHaveLength(1)
    expect(printed).toHaveBeenCalledOnce()
    printed.mockRestore()
  })
})

describe('a stop that was asked for', () => {
  it('is not asked for again: it is kept until the run ends', async () => {
    const { hear } = keeping(critical)
    expect(await hear(opened(5), at(6), opened(7), answered, at(8))).toHaveLength(1)
    expect(await keeping(critical, { findings: [findingAt(5)], isAsked: true }).hear(at(6))).toEqual([])
    expect(await keeping(critical).hear(pressed, opened(5), at(6))).toEqual([])
  })

  it('is asked for again with what comes next where it could not be stored', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { hear, world } = keeping(critical)
    world.isWritable = false
    expect(await hear(opened(5))).toEqual([])
    world.isWritable = true
    expect(await hear(at(6), at(7))).toHaveLength(1)
    expect(printed).toHaveBeenCalledOnce()
    printed.mockRestore()
  })

  it('is asked of the program that begins a lost run anew once it is found again', async () => {
    const { hear } = keeping(critical)
    expect(await hear(opened(5), lost, begun, at(6))).toHaveLength(1)
    expect(await hear(opened(7))).toHaveLength(2)
  })
})
