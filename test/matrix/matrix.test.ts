import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { comparedRunOf } from '../../lib/compare/packed-runs.ts'
import { lossKey } from '../../lib/compare/trained-loss.ts'
import type { MatrixColumn } from '../../lib/matrix/columns.ts'
import { matrixOf, type ScoredRun } from '../../lib/matrix/matrix.ts'
import type { Score } from '../../lib/matrix/score.ts'
import { cellTexts, leftSentences, shadesOf } from '../../lib/matrix/shown.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { noWatches, started } from '../store/points.ts'

const mseKey = lossKey({ id: 'mse', params: {} })
const columns: MatrixColumn[] = [
  { kind: 'loss', key: mseKey, label: 'mse', direction: 'lower', isStandardized: false },
  { kind: 'metric', key: 'r2', label: 'r2', direction: 'higher', isStandardized: false },
  { kind: 'loss', key: 'none', label: 'none', direction: 'lower', isStandardized: false },
]

async function run(id: string, loss: string, seed: number): Promise<ComparedRun> {
  const store = createMemoryStore()
  await store.append(
    [started(id, { name: loss, loss: { id: loss, params: {} }, seed, params: { seed } })],
    noWatches,
  )
  const record = await store.readRun(id)
  if (!record) throw new Error('no run')
  return comparedRunOf(record)
}

async function scored(id: string, loss: string, seed: number, mse: Score, r2: number): Promise<ScoredRun> {
  const scores = new Map<string, Score>([
    [mseKey, mse],
    ['r2', { value: r2 }],
    ['none', { reason: 'no' }],
  ])
  return { compared: await run(id, loss, seed), step: 9, scores }
}

describe('the matrix', () => {
  it('has a row for each setup, means over its seeds and the interval of Student’s t', async () => {
    const matrix = matrixOf(
      [
        await scored('a', 'mse', 1, { value: 1 }, 0.5),
        await scored('b', 'mae', 1, { value: 5 }, 0.9),
        await scored('c', 'mse', 2, { value: 2 }, 0.5),
        await scored('d', 'mse', 3, { value: 6 }, 0.5),
      ],
      columns,
      (id) => id,
    )
    expect(matrix.columns.map(({ key }) => key)).toEqual([mseKey, 'r2'])
    expect(matrix.rows.map(({ loss, runs }) => [loss, runs.map(({ seed }) => seed)])).toEqual([
      ['mse', [1, 2, 3]],
      ['mae', [1]],
    ])
    const [own, r2] = matrix.rows[0]?.cells ?? []
    expect(own).toMatchObject({ values: [1, 2, 6], mean: 3, isOwn: true, isBest: true })
    // The variance is 7, and t of 2 degrees is 4.302653 at 97.5 %.
    expect(own?.low).toBeCloseTo(3 - 4.302653 * Math.sqrt(7 / 3), 5)
    expect(own?.high).toBeCloseTo(3 + 4.302653 * Math.sqrt(7 / 3), 5)
    expect(r2).toMatchObject({ isOwn: false, isBest: false })
    expect(matrix.rows[1]?.cells).toMatchObject([
      { mean: 5, low: null, high: null, isOwn: false, isBest: false },
      { mean: 0.9, isBest: true },
    ])
  })

  it('calls no NaN the best, and says why a cell is empty', async () => {
    const matrix = matrixOf(
      [
        await scored('a', 'mse', 1, { value: Number.NaN }, 0.5),
        await scored('b', 'mae', 1, { value: 5 }, 0.5),
        await scored('c', 'huber', 1, { reason: 'it has none' }, 0.5),
      ],
      columns,
      (id) => id,
    )
    const cells = matrix.rows.map(({ cells }) => cells[0])
    expect(cells.map((cell) => cell?.isBest)).toEqual([false, false, false])
    expect(cells[2]).toMatchObject({ values: [null], mean: null, reason: 'it has none' })
    expect(cellTexts(cells[0] as never)).toEqual({ value: 'NaN', reach: null })
    expect(shadesOf(matrix).map(([shade]) => shade)).toEqual([null, null, null])
  })

  it('shades each column from its worst to its best', async () => {
    const matrix = matrixOf(
      [
        await scored('a', 'mse', 1, { value: 1 }, 0),
        await scored('b', 'mae', 1, { value: 3 }, 10),
        await scored('c', 'huber', 1, { value: 2 }, 4),
      ],
      columns,
      (id) => id,
    )
    expect(shadesOf(matrix)).toEqual([
      [1, 0],
      [0, 1],
      [0.5, 0.4],
    ])
  })
})

it('names runs that are left out by their reason', () => {
  const left = ['a', 'b', 'c'].map((id) => ({ id, name: id, reason: id === 'c' ? 'is gone' : 'has none' }))
  expect(leftSentences({ left })).toEqual([
    '2 runs are left out (a and b): each has none.',
    'c is left out: it is gone.',
  ])
})
