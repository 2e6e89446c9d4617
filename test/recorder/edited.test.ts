import { describe, expect, it } from 'vitest'
import type { RunChanges, RunEvent } from '../../lib/run.ts'
import { points, started } from '../store/points.ts'
import { ended, localStores, recorderOver } from './recording.ts'

const begun = started('a', { name: 'job 17', tags: ['gpu'], notes: 'by hand', project: 'p' })
const byPerson = (changes: RunChanges): RunEvent => ({
  type: 'run-edited',
  runId: 'a',
  changes,
  by: 'person',
})
const byProgram = (changes: RunChanges): RunEvent => ({ type: 'run-edited', runId: 'a', changes })

describe.each(localStores())('what a person has changed of a run, over the %s store,', (_kind, open) => {
  const over = recorderOver(open)
  async function told() {
    const { name, tags, notes, project, params } = (await over.store.readRun('a'))?.run ?? {}
    return { name, tags, notes, project, params }
  }

  it('stays so when its program begins it again, after a restart of the server too', async () => {
    await over.recorder.record([
      begun,
      points('a', 'train/loss', [1], [1]),
      byPerson({ name: 'the good one' }),
    ])
    await over.recorder.record([byPerson({ tags: ['gpu', 'keep'] }), ended('a')])
    over.restart()
    await over.recorder.record([started('a', { name: 'job 18', tags: [], notes: 'again', project: 'q' })])
    const now = { name: 'the good one', tags: ['gpu', 'keep'], notes: 'again', project: 'q', params: {} }
    expect(await told()).toEqual(now)
    // Pages that hold only a part of a run go by what they are told.
    expect(over.published.at(-1)).toEqual(started('a', { notes: 'again', project: 'q' }))
  })

  it('stays so when a program of another tool says more of it, which is taken', async () => {
    await over.recorder.record([begun, byPerson({ name: 'the good one' })])
    await over.recorder.record([byProgram({ name: 'job 18', params: { lr: 1 } }), byProgram({ tags: ['x'] })])
    const now = { name: 'the good one', tags: ['x'], notes: 'by hand', project: 'p', params: { lr: 1 } }
    expect(await told()).toEqual(now)
    await over.recorder.record([byPerson({ name: 'the best one' })])
    expect(await told()).toEqual({ ...now, name: 'the best one' })
  })

  it('is forgotten with the run', async () => {
    await over.recorder.record([
      begun,
      byPerson({ name: 'the good one' }),
      { type: 'run-deleted', runId: 'a' },
      begun,
    ])
    expect((await told()).name).toBe('job 17')
  })
})
