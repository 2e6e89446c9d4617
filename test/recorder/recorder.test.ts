import { describe, expect, it, vi } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import { type RunEvent, runIdOf } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started } from '../store/points.ts'
import { ended, findingsIn, gate, valuesIn, watchedStore } from './recording.ts'

const nan = Number.NaN

describe('the recorder', () => {
  it('acknowledges and publishes only what is committed', async () => {
    const { recorder, plan, log } = watchedStore()
    const { closed, open } = gate()
    plan.hold = closed
    const recorded = recorder.record([started('a'), points('a', 'train/loss', [1], [2])]).then(() => {
      log.push('acknowledged')
    })
    await new Promise(setImmediate)
    expect(log).toEqual([])
    open()
    await recorded
    expect(log).toEqual(['stored run-started,points', 'published run-started,points', 'acknowledged'])
  })

  it('takes all the events of one call or none', async () => {
    const { recorder, store, published } = watchedStore()
    const events = [
      started('a'),
      points('a', 'train/loss', [1], [1]),
      points('nobody', 'train/loss', [1], [1]),
    ]
    await expect(recorder.record(events)).rejects.toMatchObject({ name: 'Refusal', code: 'not-found' })
    expect(await store.readRun('a')).toBeNull()
    expect(published).toEqual([])
  })

  it.each<[string, RunEvent]>([
    ['points', points('nobody', 'loss', [1], [1])],
    ['an end', ended('nobody')],
    ['a loss of the source', { type: 'run-lost', runId: 'nobody', time: 1 }],
    ['an edit', { type: 'run-edited', runId: 'nobody', changes: { name: 'x' } }],
    ['a deletion', { type: 'run-deleted', runId: 'nobody' }],
  ])('refuses %s of a run that it does not know, and says what to send first', async (_what, event) => {
    const { recorder, appends } = watchedStore()
    await expect(recorder.record([event])).rejects.toThrow(
      'There is no run "nobody": send run-started first.',
    )
    expect(appends).toEqual([])
  })

  it('knows a run that the same call starts, and no longer one that it deletes', async () => {
    const { recorder, store } = watchedStore()
    await recorder.record([started('a'), points('a', 'train/loss', [1], [1])])
    const gone = recorder.record([{ type: 'run-deleted', runId: 'a' }, points('a', 'train/loss', [2], [2])])
    await expect(gone).rejects.toMatchObject({ code: 'not-found' })
    expect(await valuesIn(store, 'a')).toEqual([[1, 1]])
    await recorder.record([
      { type: 'run-deleted', runId: 'a' },
      started('a'),
      points('a', 'train/loss', [5], [5]),
    ])
    expect(await valuesIn(store, 'a')).toEqual([[5, 5]])
  })

  it('ends with what is at the store, and refuses the rest to be sent again', async () => {
    const { recorder, plan, store, published } = watchedStore()
    const { closed, open } = gate()
    plan.hold = closed
    const first = recorder.record([started('a')])
    await new Promise(setImmediate)
    const waiting = recorder.record([points('a', 'train/loss', [1], [1])])
    const closing = recorder.close()
    await expect(waiting).rejects.toMatchObject({ name: 'Refusal', code: 'unavailable' })
    open()
    await first
    await closing
    await expect(recorder.record([started('b')])).rejects.toMatchObject({ code: 'unavailable' })
    expect(published).toHaveLength(1)
    expect(await valuesIn(store, 'a')).toEqual([])
  })

  it('gives up a long message that is not at the store yet when it ends', async () => {
    const { recorder, appends } = watchedStore()
    const events = Array.from({ length: 10_000 }, (_, i) => started(`r${i}`))
    const recorded = recorder.record(events)
    const refused = expect(recorded).rejects.toMatchObject({ code: 'unavailable' })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await recorder.close()
    await refused
    expect(appends).toEqual([])
  })

  it('commits together what arrives while a commit runs', async () => {
    const { recorder, plan, appends, store } = watchedStore()
    const { closed, open } = gate()
    plan.hold = closed
    const calls = [recorder.record([started('a')])]
    await new Promise(setImmediate)
    for (let i = 0; i < 100; i++) calls.push(recorder.record([points('a', 'accuracy', [i], [i])]))
    const refused = recorder.record([points('nobody', 'loss', [1], [1])])
    open()
    await Promise.all(calls)
    await expect(refused).rejects.toMatchObject({ code: 'not-found' })
    expect(appends.map((events) => events.length)).toEqual([1, 100])
    expect(await valuesIn(store, 'a', 'accuracy')).toEqual(Array.from({ length: 100 }, (_, i) => [i, i]))
  })

  it('commits together what arrives in one turn of the event loop, each time', async () => {
    const { recorder, appends } = watchedStore()
    await recorder.record([started('a')])
    for (const from of [0, 8]) {
      const calls = Array.from({ length: 8 }, (_, i) =>
        recorder.record([points('a', 'loss', [from + i], [i])]),
      )
      await Promise.all(calls)
    }
    expect(appends.map((events) => events.length)).toEqual([1, 8, 8])
  })

  it('is idle when all that was handed in is committed', async () => {
    const { recorder, appends } = watchedStore()
    recorder.record([started('a')])
    recorder.record([started('b')])
    await recorder.idle()
    expect(appends.flat().map(runIdOf)).toEqual(['a', 'b'])
  })

  it('rejects when the store fails, keeps its former state, and takes the same events later: nothing lost, nothing twice', async () => {
    const { recorder, plan, published, store } = watchedStore()
    await recorder.record([started('a'), points('a', 'train/loss', [1, 2], [2, 1])])
    published.length = 0
    const bad = [points('a', 'train/loss', [3, 4], [nan, nan])]
    plan.broken = 2
    for (let i = 0; i < 2; i++) await expect(recorder.record(bad)).rejects.toThrow('no space left on device')
    expect(published).toEqual([])
    expect((await store.readRun('a'))?.findings).toEqual([])
    await recorder.record(bad)
    expect(findingsIn(published)).toMatchObject([{ code: 'non-finite', step: 3, evidence: { count: 1 } }])
    await recorder.record([points('a', 'train/loss', [5, 6], [nan, nan])])
    expect((await store.readRun('a'))?.findings).toHaveLength(1)
    expect(await valuesIn(store, 'a')).toHaveLength(6)
  })

  it('rejects every call of a commit that fails', async () => {
    const { recorder, plan, store } = watchedStore()
    plan.broken = 1
    const settled = await Promise.allSettled([
      recorder.record([started('a')]),
      recorder.record([started('b')]),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await recorder.record([started('c')])
    expect(await store.readRuns(['a', 'b', 'c'])).toHaveLength(1)
  })

  it('rejects when a run cannot be read, and goes on', async () => {
    const { store } = watchedStore()
    let broken = true
    const recorder = createRecorder({
      store: {
        ...store,
        readRuns(ids) {
          if (broken) throw new Error('cannot read')
          return store.readRuns(ids)
        },
      },
      factsOf: () => noFacts,
      now: () => 0,
      publish() {},
    })
    await expect(recorder.record([started('a')])).rejects.toThrow('cannot read')
    broken = false
    await recorder.record([started('a')])
    expect(await store.readRun('a')).not.toBeNull()
  })

  it('goes on when a listener throws: what is stored is acknowledged', async () => {
    const store = createMemoryStore()
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const recorder: Recorder = createRecorder({
      store,
      factsOf: () => noFacts,
      now: () => 0,
      publish() {
        throw new Error('a listener broke')
      },
    })
    await recorder.record([started('a')])
    await recorder.record([points('a', 'train/loss', [1], [1])])
    await recorder.idle()
    expect(printed.mock.calls.map(([error]) => (error as Error).message)).toEqual(
      Array(2).fill('a listener broke'),
    )
    printed.mockRestore()
  })
})
