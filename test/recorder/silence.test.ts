import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import type { RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started } from '../store/points.ts'
import { ended, findingsIn, watchedStore } from './recording.ts'

describe('a run that goes silent', () => {
  /** Points every five seconds, ten times. */
  async function paced() {
    const parts = watchedStore()
    await parts.recorder.record([started('a')])
    for (let step = 1; step <= 10; step++) {
      parts.clock.now += 5000
      await parts.recorder.record([points('a', 'train/loss', [step], [2 / step])])
    }
    const silentFor = async (seconds: number) => {
      parts.clock.now += 1000 * seconds
      await parts.recorder.watchSilence()
      return findingsIn(parts.published)
    }
    return { ...parts, silentFor }
  }

  it('is stalled after ten times its usual pause, once', async () => {
    const { silentFor, store } = await paced()
    expect(await silentFor(49)).toEqual([])
    const [finding, ...others] = await silentFor(2)
    expect(finding).toMatchObject({ code: 'stalled', severity: 'warning', series: 'train/loss', step: 10 })
    expect(finding?.evidence).toEqual({ silentSeconds: 51, usualSeconds: 5 })
    expect(others).toEqual([])
    expect(await silentFor(600)).toHaveLength(1)
    expect((await store.readRun('a'))?.findings).toEqual([finding])
  })

  it('is over with the next point, and may fall silent again', async () => {
    const { silentFor, recorder, published } = await paced()
    await silentFor(60)
    await recorder.record([points('a', 'train/loss', [11], [0.1])])
    expect(findingsIn(published).at(-1)).toMatchObject({ code: 'stalled', step: 10, resolvedStep: 11 })
    expect((await silentFor(60)).at(-1)).toMatchObject({ step: 11, resolvedStep: null })
  })

  it('is not stalled once it has ended: what was said is taken back', async () => {
    const { silentFor, recorder, published } = await paced()
    await silentFor(60)
    await recorder.record([ended('a')])
    expect(findingsIn(published).at(-1)).toMatchObject({ code: 'stalled', resolvedStep: 10 })
    expect(await silentFor(600)).toHaveLength(2)
  })

  it('is not silent for as long as an evaluation that comes again and again takes', async () => {
    const { recorder, clock, published } = watchedStore()
    await recorder.record([started('a')])
    let step = 0
    async function epoch() {
      for (let i = 0; i < 10; i++) {
        clock.now += 100
        await recorder.record([points('a', 'train/loss', [++step], [2 / step])])
      }
      clock.now += 34_000
      await recorder.watchSilence()
      clock.now += 1000
    }
    for (let i = 0; i < 6; i++) await epoch()
    // The first ones cannot be told from a program that hangs.
    expect(
      findingsIn(published).filter(({ resolvedStep }) => resolvedStep === null).length,
    ).toBeLessThanOrEqual(2)
    const before = findingsIn(published).length
    for (let i = 0; i < 3; i++) await epoch()
    expect(findingsIn(published)).toHaveLength(before)
  })

  it('is lost after an hour where its program holds no connection', async () => {
    const { store, published } = watchedStore()
    const clock = { now: 0 }
    const recorder = createRecorder({
      ...{ store, factsOf: () => noFacts, now: () => clock.now, isConnected: () => false },
      publish: (events) => published.push(...events),
    })
    await recorder.record([started('a'), points('a', 'train/loss', [1], [1])])
    clock.now += 5000
    await recorder.record([points('a', 'train/loss', [2], [0.9])])
    clock.now += 59 * 60_000
    await recorder.watchSilence()
    expect((await store.readRun('a'))?.run.status).toBe('running')
    clock.now += 2 * 60_000
    await recorder.watchSilence()
    expect((await store.readRun('a'))?.run.status).toBe('lost')
    await recorder.record([points('a', 'train/loss', [3], [0.8])])
    expect((await store.readRun('a'))?.run.status).toBe('running')
  })

  it('is not said to be stalled where that rule is muted', async () => {
    const published: RunEvent[] = []
    const clock = { now: 0 }
    const recorder = createRecorder({
      store: createMemoryStore(),
      factsOf: () => ({ ...noFacts, muted: ['stalled'] }),
      publish: (events) => published.push(...events),
      now: () => clock.now,
    })
    await recorder.record([started('a'), points('a', 'train/loss', [1], [1])])
    clock.now += 1000
    await recorder.record([points('a', 'train/loss', [2], [1])])
    clock.now += 3_600_000
    await recorder.watchSilence()
    expect(findingsIn(published)).toEqual([])
  })

  it('is given half a minute however fast it was, and no pace is known of one point', async () => {
    const { recorder, clock, published } = watchedStore()
    await recorder.record([started('a'), points('a', 'train/loss', [1], [1])])
    clock.now += 3_600_000
    await recorder.watchSilence()
    await recorder.record([points('a', 'train/loss', [2], [1])])
    clock.now += 10
    await recorder.record([points('a', 'train/loss', [3], [1])])
    clock.now += 10
    await recorder.record([points('a', 'train/loss', [4], [1])])
    clock.now += 29_000
    await recorder.watchSilence()
    expect(findingsIn(published)).toEqual([])
    clock.now += 2000
    await recorder.watchSilence()
    expect(findingsIn(published)).toHaveLength(1)
  })
})

describe('a run of which two servers hear', () => {
  /** Two recorders of one database, each told what the other commits; points every five seconds, by turns where it says so. */
  async function heardByTwo({ byTurns }: { byTurns: boolean }) {
    const store = createMemoryStore()
    const clock = { now: 0 }
    const published: RunEvent[] = []
    const server = (other: () => Recorder): Recorder =>
      createRecorder({
        ...{ store, factsOf: () => noFacts, now: () => clock.now, isConnected: () => false },
        publish(events) {
          published.push(...events)
          other().committedElsewhere(events)
        },
      })
    const first = server(() => second)
    const second = server(() => first)
    await first.record([started('a')])
    for (let step = 1; step <= 10; step++) {
      clock.now += 5000
      const taking = byTurns && step % 2 ? second : first
      await taking.record([points('a', 'train/loss', [step], [2 / step])])
    }
    const bothLook = () => Promise.all([first.watchSilence(), second.watchSilence()])
    return { store, clock, published, first, second, bothLook }
  }

  it.each([false, true])('is stalled once, by its pace at both (by turns: %s)', async (byTurns) => {
    const { clock, store, published, bothLook } = await heardByTwo({ byTurns })
    clock.now += 49_000
    await bothLook()
    expect(findingsIn(published)).toEqual([])
    clock.now += 2000
    await bothLook()
    await bothLook()
    expect(findingsIn(published)).toHaveLength(1)
    expect(findingsIn(published)[0]?.evidence).toEqual({ silentSeconds: 51, usualSeconds: 5 })
    expect((await store.readRun('a'))?.findings).toHaveLength(1)
  })

  it('is as silent after a note by the other one', async () => {
    const { clock, published, second, bothLook } = await heardByTwo({ byTurns: false })
    clock.now += 30_000
    await second.record([{ type: 'run-edited', runId: 'a', changes: { notes: 'why is it slow?' } }])
    clock.now += 21_000
    await bothLook()
    expect(findingsIn(published)).toMatchObject([{ code: 'stalled', step: 10 }])
  })

  it('is lost once where nothing comes for an hour', async () => {
    const { clock, store, published, bothLook } = await heardByTwo({ byTurns: true })
    clock.now += 61 * 60_000
    await bothLook()
    expect((await store.readRun('a'))?.run.status).toBe('lost')
    expect(published.filter(({ type }) => type === 'run-lost')).toHaveLength(1)
  })

  it('is not silent while points come by one of them', async () => {
    const { clock, published, first, bothLook } = await heardByTwo({ byTurns: true })
    for (let step = 11; step <= 40; step++) {
      clock.now += 5000
      await first.record([points('a', 'train/loss', [step], [2 / step])])
      await bothLook()
    }
    expect(findingsIn(published)).toEqual([])
  })
})
