import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { driveSweep } from '../../lib/sweep/drive.ts'
import { startedEvent } from '../../lib/sweep/flags.ts'
import { checkSweep } from '../../lib/sweep/options.ts'
import { trainingsOf } from '../../lib/sweep/plan.ts'
import type { RunnerEnd } from '../../lib/sweep/runner-process.ts'
import { watchedStore } from '../recorder/recording.ts'
import { points } from '../store/points.ts'

const { plan } = checkSweep({ task: 'car-mileage', losses: 'mse,mae', seeds: 2 })
const sweep = { id: 'sweep-0123abcd', name: 's', project: 'p', plan, jobs: 2, createdAt: 0, stoppedAt: null }
const trainings = trainingsOf(sweep)
const [a, b, c, d] = trainings.map(({ runId }) => runId) as [string, string, string, string]

/** A sweep over a store of its own, whose trainings end as `endOf` says, having logged what a training logs. */
function world(endOf: (runId: string) => RunnerEnd = () => ({ code: 0, reason: '' })) {
  const { store, recorder } = watchedStore()
  const trained: string[] = []
  const statusOf = async (id: string) => (await store.readRun(id))?.run.status ?? null
  const drive = (retryFailed = false) =>
    driveSweep({
      ...{ trainings, jobs: 2, retryFailed, now: () => 9 },
      logbook: { readRun: async (id) => (await store.readRun(id))?.run ?? null, record: recorder.record },
      describe: (training) => startedEvent(sweep, training, 9),
      mayGoOn: async () => true,
      start(training) {
        trained.push(training.runId)
        return { stop() {}, ended: train(training) }
      },
    })
  async function train(training: (typeof trainings)[number]): Promise<RunnerEnd> {
    const end = endOf(training.runId)
    const { runId } = training
    if (end.code === 0)
      await recorder.record([
        startedEvent(sweep, training, 5),
        points(runId, 'train/loss', [1, 2], [2, 1]),
        { type: 'run-ended', runId, status: 'finished', time: 8 },
      ])
    return end
  }
  const has = (events: readonly RunEvent[]) => recorder.record(events)
  return { drive, trained, statusOf, has, store }
}
const began = (id: string): RunEvent => ({ type: 'run-started', run: { id }, time: 1 })
const ended = (runId: string, status: 'finished' | 'failed' | 'stopped'): RunEvent => ({
  ...{ type: 'run-ended', runId, status, time: 2 },
})

describe('a sweep that is driven', () => {
  it('trains all, seed by seed', async () => {
    const { drive, trained } = world()
    await drive().done
    expect(trained).toEqual([a, b, c, d])
  })

  it('leaves alone what has finished, failed or was stopped on its own', async () => {
    const { drive, trained, has } = world()
    const asked = { by: 'page', reason: 'Enough.', time: 1, done: false } as const
    await has([
      ...[began(a), ended(a, 'finished'), began(b), ended(b, 'failed'), began(c)],
      { type: 'control', runId: c, action: 'stop', ...asked },
      ended(c, 'stopped'),
    ])
    await drive().done
    expect(trained).toEqual([d])
    await drive(true).done
    expect(trained).toEqual([d, b, c])
  })

  it('begins anew what was half-trained, with the same values, and nothing of before left', async () => {
    const { drive, trained, has, store } = world()
    await has([began(a), points(a, 'train/loss', [1, 2, 3], [2, 1, 0.5]), ended(a, 'stopped')])
    await has([began(b), points(b, 'train/loss', [1], [2]), { type: 'run-lost', runId: b, time: 3 }])
    await drive().done
    expect(trained).toEqual([a, b, c, d])
    for (const id of [a, b]) {
      const record = await store.readRun(id)
      expect(record?.run).toMatchObject({ status: 'finished', branches: [], startedAt: 5 })
      expect(record?.series).toMatchObject([{ name: 'train/loss', count: 2 }])
    }
  })

  it('waits for a run that another process is still at', async () => {
    const { drive, trained, has } = world()
    await has([began(a)])
    const driven = drive()
    await expect.poll(() => trained).toEqual([b, c, d])
    await has([ended(a, 'finished')])
    await driven.done
    expect(trained).toEqual([b, c, d])
  })

  it('keeps a run that says how its process died, and goes on', async () => {
    const { drive, trained, statusOf, store } = world((id) => ({
      code: id === a ? null : 0,
      reason: 'Out of memory.',
    }))
    await drive().done
    expect(trained).toHaveLength(4)
    expect((await store.readRun(a))?.run).toMatchObject({
      ...{ status: 'failed', reason: 'Out of memory.', group: 's', seed: 0, loss: { id: 'mse' } },
    })
    expect(await statusOf(d)).toBe('finished')
  })

  it('begins nothing more once it was stopped', async () => {
    const { drive, trained } = world()
    const driven = drive()
    driven.stop(0)
    await driven.done
    expect(trained).toEqual([])
  })
})
