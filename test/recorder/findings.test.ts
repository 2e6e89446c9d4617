import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started, watchIn } from '../store/points.ts'
import { findingsIn, watchedStore } from './recording.ts'

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
