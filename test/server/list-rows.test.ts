import { beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { createListRows, type ListRows } from '../../lib/server/list-rows.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { noWatches, points, started } from '../store/points.ts'

let store: Store
let rows: ListRows
let reads: string[][]

async function say(...events: RunEvent[]): Promise<void> {
  await store.append(events, noWatches)
  rows.committed(events)
}
const cellsOf = async (ids: readonly string[], columns = ['name', 'last']) =>
  (await rows.ended(ids, columns)).map(([id, , , , , , , , , , cells]) => [id, ...cells])

beforeEach(async () => {
  const all = createMemoryStore()
  reads = []
  store = {
    ...all,
    readRuns(ids) {
      reads.push([...ids])
      return all.readRuns(ids)
    },
  }
  rows = createListRows(store, { heardAt: () => 7 })
  for (const id of ['a', 'b'])
    await say(started(id, { name: id }), points(id, 'val/loss', [0, 1], [2, 1]), {
      ...{ type: 'run-ended', runId: id, status: 'finished', time: 9 },
    })
})

describe('rows of ended runs', () => {
  it('are read once, in the order that is asked for', async () => {
    expect(await cellsOf(['b', 'nobody', 'a'])).toEqual([
      ['b', 'b', 1],
      ['a', 'a', 1],
    ])
    expect(await cellsOf(['a', 'b'])).toEqual([
      ['a', 'a', 1],
      ['b', 'b', 1],
    ])
    expect(reads).toEqual([['b', 'nobody', 'a']])
  })

  it('are read again where something has happened, and for other columns', async () => {
    await cellsOf(['a', 'b'])
    await say({ type: 'run-edited', runId: 'a', changes: { name: 'again' } })
    expect(await cellsOf(['a', 'b'])).toEqual([
      ['a', 'again', 1],
      ['b', 'b', 1],
    ])
    await say({ type: 'run-deleted', runId: 'b' })
    expect(await cellsOf(['a', 'b'])).toEqual([['a', 'again', 1]])
    expect(await cellsOf(['a'], ['status'])).toEqual([['a', 'finished']])
    expect(reads.slice(1)).toEqual([['a'], ['b'], ['a']])
  })

  it('are not kept where something happened while they were read', async () => {
    const late = rows.ended(['a'], ['name'])
    rows.committed([{ type: 'run-edited', runId: 'a', changes: {} }])
    await late
    await rows.ended(['a'], ['name'])
    expect(reads).toEqual([['a'], ['a']])
  })

  it('have no curve where it cannot be read, and the others have theirs', async () => {
    const { readDrawn } = store
    store.readDrawn = async (query) => {
      if (query.runs.includes('a')) throw new Error('damaged')
      return await readDrawn(query)
    }
    const drawn = (await rows.ended(['a', 'b'], [])).map(([id, , , , , , , , , curve]) => [
      id,
      curve[1] !== '',
    ])
    expect(drawn).toEqual([
      ['a', false],
      ['b', true],
    ])
  })
})

it('rows of live runs are read each time, with when they were heard', async () => {
  await say(started('c'), points('c', 'val/loss', [0], [3]))
  expect(await rows.live(['c'])).toMatchObject([{ heardAt: 7, latest: [['val/loss', 0, 3]] }])
  await say(points('c', 'val/loss', [1], [4]))
  expect((await rows.live(['c']))[0]?.latest).toEqual([['val/loss', 1, 4]])
})
