import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started, watchIn } from '../store/points.ts'
import { ended, findingsIn, watchedStore } from './recording.ts'

const nan = Number.NaN
/** The steps from 3 on. */
const upTo = (last: number) => Array.from({ length: last - 2 }, (_, i) => i + 3)

describe('findings', () => {
  it('raises non-finite at its step, stored with the very points that raised it, and passes it on', async () => {
    const { recorder, appends, published, store } = watchedStore()
    await recorder.record([started('a')])
    await recorder.record([
      points('a', 'train/loss', [10, 20, 30, 40], [2, 1.5, nan, Number.POSITIVE_INFINITY]),
    ])
    const [finding] = findingsIn(published)
    expect(finding).toMatchObject({
      runId: 'a',
      code: 'non-finite',
      severity: 'critical',
      step: 30,
      raisedStep: 30,
    })
    expect(finding?.evidence.value).toBeNaN()
    expect(appends[1]?.map(({ type }) => type)).toEqual(['points', 'finding'])
    expect(await store.readFinding(finding?.id ?? '')).toEqual(finding)
  })

  it('goes on after a restart with detectors where they were, and raises nothing twice', async () => {
    const values = Array.from({ length: 60 }, (_, i) => (i >= 20 && i < 23 ? nan : 2 * 0.97 ** i))
    const feed = async (cuts: readonly number[]) => {
      const inner = createMemoryStore()
      let { recorder } = watchedStore(inner)
      const found: Finding[] = []
      for (let i = 0; i < values.length; i++) {
        if (cuts.includes(i)) await recorder.idle()
        const made = i === 0 || cuts.includes(i) ? watchedStore(inner) : null
        if (made) recorder = made.recorder
        if (i === 0) await recorder.record([started('a')])
        await recorder.record([points('a', 'train/loss', [i], [values[i] as number])])
        found.push(...((await inner.readRun('a'))?.findings ?? []))
      }
      return { found, watch: await watchIn(inner, 'a') }
    }
    const whole = await feed([])
    expect(new Set(whole.found.map(({ id }) => id))).toEqual(new Set(['a:non-finite:train/loss:20']))
    for (const cuts of [[1], [20], [21, 22, 23], [30, 40, 50]]) expect(await feed(cuts)).toEqual(whole)
  })

  it('forgets a deleted run: the same id begins anew', async () => {
    const { recorder, published } = watchedStore()
    const bad = points('a', 'train/loss', [1, 2], [1, nan])
    await recorder.record([started('a'), bad])
    await recorder.record([{ type: 'run-deleted', runId: 'a' }])
    await recorder.record([started('a'), bad])
    expect(findingsIn(published).map(({ step }) => step)).toEqual([2, 2])
  })
})

it('are limited in number: of a run in which everything is lost, 600 say so', async () => {
  const { recorder, store } = watchedStore()
  await recorder.record([started('a')])
  const names = Array.from({ length: 700 }, (_, i) => `part${i}/loss`)
  await recorder.record(names.map((name) => points('a', name, [1, 2], [1, nan])))
  expect((await store.readRun('a'))?.findings).toHaveLength(600)
  await recorder.record(
    names.map((name) =>
      points(
        'a',
        name,
        upTo(30),
        upTo(30).map((i) => 1 / i),
      ),
    ),
  )
  const findings = (await store.readRun('a'))?.findings ?? []
  expect(findings).toHaveLength(600)
  // What was told gets its end, too.
  expect(findings.some(({ resolvedStep }) => resolvedStep !== null)).toBe(true)
})

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

describe('what the owner sets', () => {
  const facts = { ...noFacts }
  const rising = Array.from({ length: 40 }, (_, i) => (i < 20 ? 2 - i / 20 : 30 ** (i - 19)))
  const feed = async (recorder: Recorder, from: number, to: number) =>
    recorder.record([
      points(
        'a',
        'train/loss',
        rising.slice(from, to).map((_, i) => from + i),
        rising.slice(from, to),
      ),
    ])

  it('silences a rule in the runs that it names, from the next points on', async () => {
    const published: RunEvent[] = []
    let muted: string[] = []
    const recorder = createRecorder({
      store: createMemoryStore(),
      factsOf: () => ({ ...facts, muted }),
      publish: (events) => published.push(...events),
      now: () => 0,
    })
    await recorder.record([started('a')])
    await feed(recorder, 0, 20)
    muted = ['diverged', 'spike', 'climbing']
    recorder.factsChanged()
    await feed(recorder, 20, 40)
    expect(findingsIn(published).map(({ code }) => code)).toEqual([])
  })

  it('moves a threshold', async () => {
    const first = async (over100?: number) => {
      const thresholds = over100 ? { diverged: { over3: 1e5, over10: 1e5, over100 } } : {}
      const published: RunEvent[] = []
      const recorder = createRecorder({
        store: createMemoryStore(),
        factsOf: () => ({ ...facts, thresholds }),
        publish: (events) => published.push(...events),
        now: () => 0,
      })
      await recorder.record([started('a')])
      await feed(recorder, 0, 40)
      return findingsIn(published).find(({ code }) => code === 'diverged')?.raisedStep ?? 99
    }
    expect(await first(1e9)).toBeGreaterThan(await first())
  })
})
