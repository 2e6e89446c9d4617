import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { columnsOf } from '../../lib/series.ts'
import { applyToRow, type RunRow, rowOf } from '../../lib/summary/run-row.ts'
import { points, started } from '../store/points.ts'
import { best, events, recordOf } from './summarised.ts'

describe('a row of the list', () => {
  const folded = (all: readonly RunEvent[], from: RunRow | null = null) => all.reduce(applyToRow, from)

  it('is the same whether read from the store or followed by events', async () => {
    const { record, series } = await recordOf(events)
    const losses = series.filter(({ name }) => name === 'train/loss' || name === 'val/loss')
    const read = rowOf(record, losses)
    const followed = folded(events)
    const seen = (row: RunRow | null) =>
      row && { ...row, view: { ...row.view, series: Object.values(row.view.series).map(columnsOf) } }
    expect(seen(followed)).toEqual(seen(read))
  })

  it('has the curves of its losses only', () => {
    expect(Object.keys(folded(events)?.view.series ?? {})).toEqual(['train/loss', 'val/loss'])
  })

  it('keeps its curve small, however many points come', () => {
    let row = folded([started('a')])
    for (let i = 0; i < 3000; i++)
      row = applyToRow(row, points('a', 'train/loss', [i], [i === 5 ? -9 : 3000 - i]))
    const series = row?.view.series['train/loss']
    expect(series?.length).toBeLessThanOrEqual(192)
    expect(series && columnsOf(series).steps).toContain(5)
    expect(row?.best).toEqual({ 'train/loss': { step: 5, value: -9 } })
    expect(row?.latest).toEqual({ 'train/loss': { step: 2999, value: 1 } })
  })

  it('does not take an older point for its newest', () => {
    const row = folded([started('a'), points('a', 'val/loss', [9], [1]), points('a', 'val/loss', [3], [0.5])])
    expect(row).toMatchObject({
      latest: { 'val/loss': { step: 9, value: 1 } },
      best: { 'val/loss': { step: 3, value: 0.5 } },
    })
  })

  it.each<[string, RunEvent[]]>([
    ['a run that never started', [points('a', 'loss', [1], [1])]],
    ['a run that was deleted', [started('a'), { type: 'run-deleted', runId: 'a' }]],
  ])('is none for %s', (_what, all) => {
    expect(folded(all)).toBeNull()
  })

  it('follows the state of its run', () => {
    const row = folded([...events, { type: 'run-ended', runId: 'a', status: 'failed', time: 9 }])
    expect(row?.view.run).toMatchObject({ status: 'failed', endedAt: 9 })
    expect(row?.best).toEqual(best)
  })
})
