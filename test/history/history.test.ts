import { describe, expect, it } from 'vitest'
import { readHistory } from '../../lib/history/read-history.ts'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { noWatches, points, started } from '../store/points.ts'

const begin = 1_700_000_000_000
const at = (after: number) => begin + after
const runId = 'a'

async function historyAfter(...events: RunEvent[]) {
  const store = createMemoryStore()
  await store.append([started(runId, { source: 'python' }), ...events], noWatches)
  const record = await store.readRun(runId)
  return record ? readHistory(store, record) : []
}
const told = (history: Awaited<ReturnType<typeof historyAfter>>) =>
  history.map(({ time, step, kind, text }) => [time - begin, step, kind, text]).reverse()
const control = (action: 'pause' | 'resume', after: number): RunEvent => ({
  ...{ type: 'control', runId, action, by: 'page', time: at(after), done: true },
})

describe('the history of a run', () => {
  it('tells who asked for what, and why, and how it ended', async () => {
    const stop = { by: 'policy', reason: 'The loss is not a number.', time: at(30) }
    const history = await historyAfter(
      control('pause', 10),
      control('resume', 20),
      { type: 'control', runId, action: 'stop', done: false, ...stop },
      { type: 'annotation', runId, id: 'x', step: 3, time: at(15), text: 'looked at it', author: 'page' },
      { type: 'run-ended', runId, status: 'stopped', time: at(40) },
    )
    expect(told(history)).toEqual([
      [0, null, 'started', 'Started, logged by python.'],
      [10, null, 'paused', 'Paused on the page.'],
      [15, 3, 'annotation', 'looked at it'],
      [20, null, 'resumed', 'Went on.'],
      [30, null, 'stop-asked', 'Asked by a policy to stop: The loss is not a number.'],
      [40, null, 'ended', 'Stopped: The loss is not a number.'],
    ])
  })

  it('tells what was lost, heard of again, ended, begun again and left behind', async () => {
    const history = await historyAfter(
      { type: 'run-lost', runId, time: at(5) },
      points(runId, 'train/loss', [9], [1]),
      control('pause', 12),
      { type: 'run-ended', runId, status: 'failed', reason: 'Out of memory', time: at(20) },
      started(runId, {}, at(30)),
      { type: 'run-branched', runId, branch: { number: 1, from: 4, to: 9, time: at(31) } },
    )
    expect(told(history)).toEqual([
      [0, null, 'started', 'Started, logged by python.'],
      [5, null, 'lost', 'Lost: nothing was heard of its program.'],
      [9, null, 'resumed', 'Heard of again.'],
      [12, null, 'paused', 'Paused on the page.'],
      [20, null, 'ended', 'Failed: Out of memory'],
      [30, null, 'resumed', 'Went on.'],
      [31, 4, 'branched', 'Went on from step 4; steps 4 to 9 are branch 1.'],
    ])
  })

  it('tells findings, when they were seen and when they were over, and where the rate changed', async () => {
    const finding: Finding = {
      ...{ id: 'f', runId, code: 'spike', severity: 'warning', series: 'train/loss', step: 2, raisedStep: 3 },
      ...{
        raisedAt: at(3),
        evidence: { value: 9, median: 1 },
        causes: [],
        resolvedStep: 6,
        acknowledgedAt: null,
      },
    }
    const history = await historyAfter(
      points(runId, 'train/loss', [1, 2, 3, 4, 5, 6, 7], [1, 9, 9, 1, 1, 1, 1]),
      points(runId, 'lr', [1, 2, 3, 4, 5, 6, 7], [0.1, 0.1, 0.1, 0.1, 0.1, 0.02, 0.02]),
      { type: 'finding', runId, finding },
      { type: 'finding-acknowledged', runId, findingId: 'f', time: at(5) },
    )
    expect(told(history).map(([time, step, kind]) => [time, step, kind])).toEqual([
      [0, null, 'started'],
      [3, 3, 'finding'],
      [5, 2, 'finding-acknowledged'],
      [6, 6, 'finding-over'],
      [6, 6, 'rate-changed'],
    ])
    expect(told(history).at(-1)?.[3]).toBe('lr changed from 0.1 to 0.02.')
    expect(history.find(({ kind }) => kind === 'finding')?.severity).toBe('warning')
  })
})
