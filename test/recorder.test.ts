import { describe, expect, it, vi } from 'vitest'
import { noFacts } from '../lib/detectors/detector.ts'
import { acknowledged, createRecorder, type Recorder } from '../lib/recorder.ts'
import { type Finding, type RunEvent, runIdOf } from '../lib/run.ts'
import { createMemoryStore } from '../lib/store/memory-store.ts'
import type { Store, WatchSnapshots } from '../lib/store/store.ts'
import { points, started } from './store/points.ts'

/** A store in memory that writes down each append, and holds or breaks it where a test says so. */
function watchedStore(inner: Store = createMemoryStore()) {
  const appends: RunEvent[][] = []
  const log: string[] = []
  const plan = { broken: 0, hold: null as Promise<void> | null }
  const store: Store = {
    ...inner,
    async append(events: readonly RunEvent[], watches: WatchSnapshots) {
      await plan.hold
      if (plan.broken > 0) {
        plan.broken--
        throw new Error('no space left on device')
      }
      await inner.append(events, watches)
      appends.push([...events])
      log.push(`stored ${events.map(({ type }) => type)}`)
    },
  }
  const published: RunEvent[] = []
  const recorder = createRecorder({
    store,
    factsOf: () => ({ ...noFacts, stepsPerEpoch: 10 }),
    publish(events) {
      published.push(...events)
      log.push(`published ${events.map(({ type }) => type)}`)
    },
  })
  return { inner, store, recorder, appends, published, log, plan }
}

function gate() {
  let open = () => {}
  const closed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { closed, open: () => open() }
}

const findingsIn = (events: readonly RunEvent[]): Finding[] =>
  events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []))
const ended = (runId: string, status: 'finished' | 'failed' = 'finished'): RunEvent => ({
  type: 'run-ended',
  runId,
  status,
  time: 9,
})
const valuesIn = async (store: Store, id: string, series = 'train/loss') => {
  const read = (await store.readPoints(id, { series: [series] })).series[0]
  return Array.from(read?.steps ?? [], (step, i) => [step, read?.values[i]])
}
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

  describe('of an ended run', () => {
    const ready = async () => {
      const made = watchedStore()
      await made.recorder.record([
        started('a'),
        points('a', 'train/loss', [1, 2, 3], [3, nan, -0]),
        ended('a'),
      ])
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
        readRun(id) {
          if (broken) throw new Error('cannot read')
          return store.readRun(id)
        },
      },
      factsOf: () => noFacts,
      publish() {},
    })
    await expect(recorder.record([started('a')])).rejects.toThrow('cannot read')
    broken = false
    await recorder.record([started('a')])
    expect(await store.readRun('a')).not.toBeNull()
  })

  it('shows detectors no point twice that comes again after a lost acknowledgement', async () => {
    const { recorder, appends, store } = watchedStore()
    const message = [started('a'), points('a', 'train/loss', [1, 2, 3], [2, nan, nan])]
    await recorder.record(message)
    const watch = await store.readWatch('a')
    await recorder.record(message)
    await recorder.record([points('a', 'train/loss', [2, 3], [nan, nan])])
    expect(await store.readWatch('a')).toBe(watch)
    expect(appends.flat().map(({ type }) => type)).toEqual([
      'run-started',
      'points',
      'finding',
      'run-started',
    ])
    await recorder.record([points('a', 'train/loss', [3, 4], [nan, 1])])
    expect(await valuesIn(store, 'a')).toHaveLength(4)
  })

  it('takes a lost run as running again even when its source only repeats itself', async () => {
    const { recorder, store } = watchedStore()
    const message = [points('a', 'train/loss', [1], [2])]
    await recorder.record([started('a'), ...message, { type: 'run-lost', runId: 'a', time: 9 }])
    await recorder.record(message)
    expect((await store.readRun('a'))?.run.status).toBe('running')
  })

  it('goes on when a listener throws: what is stored is acknowledged', async () => {
    const store = createMemoryStore()
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    const recorder: Recorder = createRecorder({
      store,
      factsOf: () => noFacts,
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
      return { found, watch: await inner.readWatch('a') }
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

  it('keeps the first time at which a finding was acknowledged', () => {
    const finding = { id: 'x', runId: 'a', acknowledgedAt: null } as Finding
    expect(acknowledged(finding, 5)).toEqual({
      type: 'finding',
      runId: 'a',
      finding: { ...finding, acknowledgedAt: 5 },
    })
    expect(acknowledged({ ...finding, acknowledgedAt: 3 }, 5)).toMatchObject({
      finding: { acknowledgedAt: 3 },
    })
  })
})
