import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { points, started, watchIn } from '../store/points.ts'
import { ended, findingsIn, gate, valuesIn, watchedStore } from './recording.ts'

const nan = Number.NaN

describe('the recorder, of several values for one step in one message,', () => {
  const loss = points('a', 'train/loss', [1, 1, 2, 2, 3, 3], [nan, 3, nan, 2, nan, 1])

  it('keeps the last, judges that alone, and counts the others', async () => {
    const { recorder, store, published } = watchedStore()
    await recorder.record([started('a'), loss])
    expect(await valuesIn(store, 'a')).toEqual([
      [1, 3],
      [2, 2],
      [3, 1],
    ])
    expect(findingsIn(published)).toEqual([])
    expect((await store.readRun('a'))?.series).toMatchObject([{ count: 3, nonFinite: 0, replaced: 3 }])
    // The same again is nothing new, and what is new with it counts its own.
    await recorder.record([loss])
    await recorder.record([points('a', 'train/loss', [3, 3, 4, 4], [nan, 1, nan, 0.5])])
    expect((await store.readRun('a'))?.series).toMatchObject([{ count: 4, nonFinite: 0, replaced: 4 }])
  })

  it('counts none that is the same once more', async () => {
    const { recorder, store } = watchedStore()
    await recorder.record([started('a'), points('a', 'epoch', [1, 1, 2, 2, 2], [nan, nan, 0, 1, 1])])
    expect((await store.readRun('a'))?.series).toMatchObject([{ count: 2, replaced: 1 }])
  })

  it('does so too where the series comes in parts, and goes back', async () => {
    const { recorder, store } = watchedStore()
    const [first, second] = [points('a', 'x', [5, 3], [nan, 1]), points('a', 'x', [4, 5], [2, 3])]
    const series = [first, second].flatMap((event) => (event.type === 'points' ? event.series : []))
    await recorder.record([started('a'), { type: 'points', runId: 'a', series }])
    expect(await valuesIn(store, 'a', 'x')).toEqual([
      [3, 1],
      [4, 2],
      [5, 3],
    ])
    expect((await store.readRun('a'))?.series).toMatchObject([{ replaced: 1 }])
  })
})

describe('the recorder, of an ended run,', () => {
  const ready = async () => {
    const made = watchedStore()
    await made.recorder.record([started('a'), points('a', 'train/loss', [1, 2, 3], [3, nan, -0]), ended('a')])
    return made
  }

  it.each<[string, RunEvent]>([
    ['a new point', points('a', 'train/loss', [4], [1])],
    ['another value for a point', points('a', 'train/loss', [3], [0])],
    ['a known point with a new one', points('a', 'train/loss', [3, 4], [-0, 1])],
    ['a new series', points('a', 'val/loss', [1], [3])],
    ['another end', ended('a', 'failed')],
  ])('refuses %s', async (_what, event) => {
    const { recorder, appends } = await ready()
    await expect(recorder.record([event])).rejects.toMatchObject({
      code: 'conflict',
      message: 'The run "a" has ended (finished): send run-started for it to go on, or use another id.',
    })
    expect(appends).toHaveLength(1)
  })

  it('accepts an exact repeat, as after a lost acknowledgement, and changes nothing', async () => {
    const { recorder, appends, published, store } = await ready()
    const before = await store.readRun('a')
    published.length = 0
    await recorder.record([points('a', 'train/loss', [1, 2, 3], [3, nan, -0]), ended('a')])
    await recorder.record([points('a', 'train/loss', [2], [nan])])
    expect(appends).toHaveLength(1)
    expect(published).toEqual([])
    expect(await store.readRun('a')).toEqual(before)
  })

  it('accepts a repeat that waits for the same commit as the original', async () => {
    const { recorder, plan, store } = watchedStore()
    await recorder.record([started('b')])
    const { closed, open } = gate()
    plan.hold = closed
    const message = [points('b', 'train/loss', [1], [1]), ended('b')]
    const first = recorder.record([started('c')])
    await new Promise(setImmediate)
    const both = [recorder.record(message), recorder.record(message)]
    const late = recorder.record([points('b', 'train/loss', [2], [2])])
    open()
    await expect(Promise.all([first, ...both])).resolves.toHaveLength(3)
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await valuesIn(store, 'b')).toEqual([[1, 1]])
  })

  it('goes on after run-started', async () => {
    const { recorder, store } = await ready()
    await recorder.record([started('a', { name: 'again' }), points('a', 'train/loss', [4], [1])])
    expect((await store.readRun('a'))?.run).toMatchObject({
      name: 'again',
      status: 'running',
      endedAt: null,
    })
    expect(await valuesIn(store, 'a')).toHaveLength(4)
  })

  it('still lets a person edit and delete it', async () => {
    const { recorder, store } = await ready()
    await recorder.record([{ type: 'run-edited', runId: 'a', changes: { notes: 'kept' } }])
    expect((await store.readRun('a'))?.run.notes).toBe('kept')
    await recorder.record([{ type: 'run-deleted', runId: 'a' }])
    expect(await store.readRun('a')).toBeNull()
  })
})

describe('the recorder, of a run that goes on,', () => {
  it('shows detectors no point twice that comes again after a lost acknowledgement', async () => {
    const { recorder, appends, store } = watchedStore()
    const message = [started('a'), points('a', 'train/loss', [1, 2, 3], [2, nan, nan])]
    await recorder.record(message)
    const watch = await watchIn(store, 'a')
    await recorder.record(message)
    await recorder.record([points('a', 'train/loss', [2, 3], [nan, nan])])
    expect(await watchIn(store, 'a')).toBe(watch)
    expect(appends.flat().map(({ type }) => type)).toEqual([
      'run-started',
      'points',
      'finding',
      'run-started',
    ])
  })

  it('shows them only what is new where a program sends its whole history each time', async () => {
    const { recorder, store, published } = watchedStore()
    const values = [2, 1.5, 1.2, nan, 1]
    await recorder.record([started('a')])
    for (let sent = 1; sent <= values.length; sent++)
      await recorder.record([
        points('a', 'train/loss', [0, 1, 2, 3, 4].slice(0, sent), values.slice(0, sent)),
      ])
    expect(await valuesIn(store, 'a')).toHaveLength(5)
    expect(findingsIn(published).map(({ code, evidence }) => [code, evidence.count])).toEqual([
      ['non-finite', 1],
    ])
  })

  it('marks it as resumed where other values are written at steps that it had', async () => {
    const { recorder, published } = watchedStore()
    await recorder.record([started('a'), points('a', 'train/loss', [1, 2, 3], [3, 2, 1])])
    await recorder.record([points('a', 'train/loss', [1, 2, 3, 4], [3, 1.9, 1.1, 1])])
    expect(findingsIn(published)).toMatchObject([{ code: 'resumed', step: 2, evidence: { from: 3 } }])
  })

  it('takes a lost run as running again even when its source only repeats itself', async () => {
    const { recorder, store } = watchedStore()
    const message = [points('a', 'train/loss', [1], [2])]
    await recorder.record([started('a'), ...message, { type: 'run-lost', runId: 'a', time: 9 }])
    await recorder.record(message)
    expect((await store.readRun('a'))?.run.status).toBe('running')
  })
})
