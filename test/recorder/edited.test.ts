import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder, type Recorder } from '../../lib/recorder/recorder.ts'
import type { RunChanges, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { points, started } from '../store/points.ts'
import { ended } from './recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossglass-edited-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

const begun = started('a', { name: 'job 17', tags: ['gpu'], notes: 'by hand', project: 'p' })
const byPerson = (changes: RunChanges): RunEvent => ({
  type: 'run-edited',
  runId: 'a',
  changes,
  by: 'person',
})
const byProgram = (changes: RunChanges): RunEvent => ({ type: 'run-edited', runId: 'a', changes })

describe.each([
  ['sqlite', () => openSqliteStore(join(folder, `${files++}.db`))],
  ['memory', async () => createMemoryStore()],
] as const)('what a person has changed of a run, over the %s store,', (_kind, open) => {
  let store: Store
  let published: RunEvent[]
  let recorder: Recorder
  const begin = () => {
    recorder = createRecorder({
      ...{ store, factsOf: () => noFacts, now: () => 77 },
      publish: (events) => published.push(...events),
    })
  }
  beforeEach(async () => {
    store = await open()
    published = []
    begin()
    return () => store.close()
  })
  async function told() {
    const { name, tags, notes, project, params } = (await store.readRun('a'))?.run ?? {}
    return { name, tags, notes, project, params }
  }

  it('stays so when its program begins it again, after a restart of the server too', async () => {
    await recorder.record([begun, points('a', 'train/loss', [1], [1]), byPerson({ name: 'the good one' })])
    await recorder.record([byPerson({ tags: ['gpu', 'keep'] }), ended('a')])
    begin()
    await recorder.record([started('a', { name: 'job 18', tags: [], notes: 'again', project: 'q' })])
    const now = { name: 'the good one', tags: ['gpu', 'keep'], notes: 'again', project: 'q', params: {} }
    expect(await told()).toEqual(now)
    // Pages that hold only a part of a run go by what they are told.
    expect(published.at(-1)).toEqual(started('a', { notes: 'again', project: 'q' }))
  })

  it('stays so when a program of another tool says more of it, which is taken', async () => {
    await recorder.record([begun, byPerson({ name: 'the good one' })])
    await recorder.record([byProgram({ name: 'job 18', params: { lr: 1 } }), byProgram({ tags: ['x'] })])
    const now = { name: 'the good one', tags: ['x'], notes: 'by hand', project: 'p', params: { lr: 1 } }
    expect(await told()).toEqual(now)
    await recorder.record([byPerson({ name: 'the best one' })])
    expect(await told()).toEqual({ ...now, name: 'the best one' })
  })

  it('is forgotten with the run', async () => {
    await recorder.record([
      begun,
      byPerson({ name: 'the good one' }),
      { type: 'run-deleted', runId: 'a' },
      begun,
    ])
    expect((await told()).name).toBe('job 17')
  })
})
