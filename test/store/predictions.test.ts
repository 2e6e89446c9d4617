import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { ownFolder } from '../own-folder.ts'
import { predictions } from '../predictions/made.ts'
import { noWatches, started } from './points.ts'
import { stores } from './stores.ts'

const folder = ownFolder()

const tricky = predictions(
  [
    [Number.NaN, 0.1],
    [Number.POSITIVE_INFINITY, -0],
    [1, 2],
  ],
  [0, 1, 1],
  {
    classNames: ['no', 'yes, "perhaps"'],
  },
)
const deleted = (runId: string) => ({ type: 'run-deleted', runId }) as const

describe.each(stores)('the %s store', (_kind, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
    await store.append([started('a'), started('b'), started('c')], noWatches)
  })
  afterAll(() => store.close())

  it('gives back predictions as they were, with NaN, ∞ and −0', async () => {
    await store.writePredictions('a', tricky)
    const read = await store.readPredictions('a', 'last')
    expect(Array.from(read?.outputs ?? [])).toEqual(Array.from(tricky.outputs))
    expect(Array.from(read?.targets ?? [])).toEqual([0, 1, 1])
    expect(read).toMatchObject({
      task: 'binary',
      kind: 'logits',
      rows: 3,
      classNames: ['no', 'yes, "perhaps"'],
    })
    expect(await store.readPredictions('a', 'best')).toBeNull()
    expect(await store.readPredictions('nobody', 'last')).toBeNull()
  })

  it('lists what there is of runs, without the numbers', async () => {
    const scale = { mean: 1.5, deviation: 0.1, unit: 'minutes' }
    await store.writePredictions(
      'b',
      predictions([[1], [2]], [1, 2], { which: 'best', step: 2 ** 40, scale }),
    )
    expect(await store.listPredictions(['b', 'nobody', 'a'])).toEqual([
      expect.objectContaining({ runId: 'b', which: 'best', step: 2 ** 40, scale, kind: 'values' }),
      expect.objectContaining({ runId: 'a', which: 'last', targetsHash: tricky.targetsHash }),
    ])
    for (const head of await store.listPredictions(['a', 'b'])) expect(head).not.toHaveProperty('outputs')
  })

  it('takes new ones in the place of those of the same epoch', async () => {
    await store.writePredictions('c', tricky)
    await store.writePredictions('c', predictions([[1], [2]], [1, 2], { step: 5 }))
    expect(await store.listPredictions(['c'])).toEqual([expect.objectContaining({ step: 5, rows: 2 })])
  })

  it('finds targets by their hash as long as a run has them, and forgets them with the last', async () => {
    expect(Array.from((await store.readTargets(tricky.targetsHash)) ?? [])).toEqual([0, 1, 1])
    await store.append([deleted('a')], noWatches)
    expect(await store.readTargets(tricky.targetsHash)).toBeNull()
    expect(await store.readPredictions('a', 'last')).toBeNull()
  })

  it('refuses more than a run may keep, and keeps what was there', async () => {
    const large = (which: 'best' | 'last', first: number) => {
      const data = new Float64Array(1_500_000).fill(0.5)
      data[0] = first
      return predictions([], [], {
        ...{ which, task: 'regression' },
        outputs: { shape: [data.length], data },
        targets: { shape: [data.length], data: new Float64Array(data.length) },
      })
    }
    await store.writePredictions('b', large('best', 1.5))
    await expect(store.writePredictions('b', large('last', 2.5))).rejects.toThrow(/may take 10 MiB together/)
    expect((await store.listPredictions(['b'])).map(({ which }) => which)).toEqual(['best'])
    // The same numbers take their place once.
    await store.writePredictions('b', large('last', 1.5))
    expect(await store.listPredictions(['b'])).toHaveLength(2)
  })
})

it('keeps numbers once for all that have them, over a restart', async () => {
  const own = join(folder, 'shared.db')
  const before = await openSqliteStore(own)
  await before.append([started('a'), started('b')], noWatches)
  for (const id of ['a', 'b'])
    for (const which of ['best', 'last'] as const)
      await before.writePredictions(id, predictions([[id === 'a' ? 0.5 : 1.5]], [7], { which }))
  await before.close()
  const after = await openSqliteStore(own)
  const connection = openConnection(own)
  const kept = () => connection.prepare('SELECT count(*) FROM prediction_numbers').all([])[0]?.[0]
  expect(Array.from((await after.readPredictions('b', 'best'))?.outputs ?? [])).toEqual([1.5])
  expect(kept()).toBe(3)
  await after.append([deleted('a')], noWatches)
  expect(kept()).toBe(2)
  await after.append([deleted('b')], noWatches)
  expect(kept()).toBe(0)
  connection.close()
  await after.close()
})
