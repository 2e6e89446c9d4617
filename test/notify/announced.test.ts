import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { findingAt, opened, run } from './finding.ts'
import { newsIn, notifierWith, shelf } from './world.ts'

const told = 'finding-opened my <run>: Diverged at step 412'
const failed: RunEvent = { type: 'run-ended', runId: 'a', status: 'failed', time: 0 }

describe('what is worth a message', () => {
  it('is kept before it is committed, and told by the next server where this one is killed in between', async () => {
    const stored = shelf()
    const { notifier } = await notifierWith({}, 200, stored)
    await notifier.announce([opened(412), failed], newsIn([opened(412)]))
    stored.findings = [findingAt(412)]
    stored.runs = [{ ...run, status: 'failed', startedAt: 0, endedAt: 0, pauses: [] } as never]
    const after = await notifierWith({}, 200, stored)
    expect(await after.pass(0)).toEqual([told])
    expect(await after.pass(11_000)).toHaveLength(2)
  })

  it('is forgotten where it was not stored', async () => {
    const stored = shelf()
    const { notifier } = await notifierWith({}, 200, stored)
    await notifier.announce([opened(412), failed], newsIn([opened(412)]))
    const after = await notifierWith({}, 200, stored)
    expect(await after.pass(20_000)).toEqual([])
  })

  it('is told where the answer of the commit was lost, once it is seen to be stored, and once', async () => {
    const stored = shelf()
    const { notifier, pass } = await notifierWith({}, 200, stored)
    await notifier.announce([opened(412)], newsIn([opened(412)]))
    notifier.recant([opened(412)], false)
    expect(await pass(5000)).toEqual([])
    stored.findings = [findingAt(412)]
    for (let tick = 0; tick < 3; tick++) {
      await pass(5000)
      await new Promise((resolve) => setTimeout(resolve))
    }
    notifier.committed([opened(412, { evidence: { now: 1e6 } })], new Set())
    expect(await pass(0)).toEqual([told])
    await notifier.close()
    expect(stored.row?.trim()).toBe('[]')
  })

  it('is not told by a server that was overtaken, nor twice where another told it', async () => {
    const stored = shelf()
    const { notifier, pass } = await notifierWith({}, 200, stored)
    await notifier.announce([opened(412)], newsIn([opened(412)]))
    notifier.recant([opened(412)], true)
    stored.findings = [findingAt(412)]
    await pass(5000)
    // That the other found it was not heard here: what has grown since is no news all the same.
    notifier.committed([opened(412, { evidence: { now: 1e6 } })], new Set())
    expect(await pass(60_000)).toEqual([])
  })

  it('is nothing without news, ends or a webhook', async () => {
    const { notifier } = await notifierWith()
    expect(notifier.announce([opened(412)], new Set())).toBeNull()
    const without = await notifierWith({ webhook: null })
    expect(without.notifier.announce([opened(412), failed], newsIn([opened(412)]))).toBeNull()
  })
})
