/** A recorder over a store that a test can hold and break, and what came of it. */
import { join } from 'node:path'
import { beforeEach } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import type { Store, WatchSnapshots } from '../../lib/store/store.ts'
import { ownFolder } from '../own-folder.ts'

/** A store in memory that writes down each append, and holds or breaks it where a test says so. */
export function watchedStore(inner: Store = createMemoryStore()) {
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
  /** Milliseconds, moved on by the test. */
  const clock = { now: 0 }
  const recorder = createRecorder({
    store,
    factsOf: () => ({ ...noFacts, stepsPerEpoch: 10 }),
    publish(events) {
      published.push(...events)
      log.push(`published ${events.map(({ type }) => type)}`)
    },
    now: () => clock.now,
  })
  return { inner, store, recorder, appends, published, log, plan, clock }
}

/** For a test file: stores that need no server, each with what opens an empty one. */
export function localStores() {
  const folder = ownFolder()
  let files = 0
  return [
    ['sqlite', () => openSqliteStore(join(folder, `${files++}.db`))],
    ['memory', async () => createMemoryStore()],
  ] as const
}

export type RecorderOver = {
  store: Store
  recorder: Recorder
  published: RunEvent[]
  /** Another recorder in the place of this one, which knows what is stored and nothing else. */
  restart(): void
}

/** For a group of tests: a recorder over such a store, anew for each of them. It is the 77th millisecond. */
export function recorderOver(open: () => Promise<Store>): RecorderOver {
  const over = {} as RecorderOver
  over.restart = () => {
    over.recorder = createRecorder({
      ...{ store: over.store, factsOf: () => noFacts, now: () => 77 },
      publish: (events) => over.published.push(...events),
    })
  }
  beforeEach(async () => {
    over.store = await open()
    over.published = []
    over.restart()
    return () => over.store.close()
  })
  return over
}

export function gate() {
  let open = () => {}
  const closed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { closed, open: () => open() }
}

export const findingsIn = (events: readonly RunEvent[]): Finding[] =>
  events.flatMap((event) => (event.type === 'finding' ? [event.finding] : []))
export const ended = (runId: string, status: 'finished' | 'failed' = 'finished'): RunEvent => ({
  type: 'run-ended',
  runId,
  status,
  time: 9,
})
export const valuesIn = async (store: Store, id: string, series = 'train/loss') => {
  const read = (await store.readPoints(id, { series: [series] })).series[0]
  return Array.from(read?.steps ?? [], (step, i) => [step, read?.values[i]])
}
