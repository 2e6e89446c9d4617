import { describe, expect, it } from 'vitest'
import { points, started } from '../store/points.ts'
import { ended, localStores, recorderOver, valuesIn } from './recording.ts'

const loss = 'train/loss'

describe.each(localStores())('a run that is resumed, over the %s store', (_kind, open) => {
  const over = recorderOver(open)
  const branchesOf = async () => (await over.store.readRun('a'))?.run.branches
  const earlier = async (branch: number, name = loss) => {
    const read = (await over.store.readPoints('a', { branch, series: [name] })).series[0]
    return Array.from(read?.steps ?? [], (step, i) => [step, read?.values[i]])
  }

  it('keeps what it had beyond the step from which it goes on as an earlier branch', async () => {
    await over.recorder.record([
      started('a'),
      points('a', loss, [10, 20, 30], [3, 2, 1]),
      points('a', 'val/loss', [30], [1.5]),
    ])
    await over.recorder.record([ended('a')])
    await over.recorder.record([started('a')])
    await over.recorder.record([points('a', loss, [15], [2.5])])
    expect(await branchesOf()).toEqual([{ number: 1, from: 15, to: 30, time: 77 }])
    expect(await valuesIn(over.store, 'a')).toEqual([
      [10, 3],
      [15, 2.5],
    ])
    expect(await earlier(1)).toEqual([
      [20, 2],
      [30, 1],
    ])
    expect(await earlier(1, 'val/loss')).toEqual([[30, 1.5]])
    const series = (await over.store.readRun('a'))?.series
    expect(series).toMatchObject([
      { name: loss, count: 2, first: 10, last: { step: 15, value: 2.5 }, min: { step: 15, value: 2.5 } },
    ])
    expect(over.published.filter(({ type }) => type === 'run-branched')).toHaveLength(1)
  })

  it('does so all in one message, and again and again', async () => {
    const again = (step: number, value: number) => [
      ended('a'),
      started('a'),
      points('a', loss, [step], [value]),
    ]
    await over.recorder.record([
      ...[started('a'), points('a', loss, [1, 2, 3, 4], [4, 3, 2, 1])],
      ...[...again(3, 2.5), ...again(2, 3.5), ...again(1, 9)],
    ])
    expect((await branchesOf())?.map(({ from, to }) => [from, to])).toEqual([
      [3, 4],
      [2, 3],
      [1, 2],
    ])
    expect(await valuesIn(over.store, 'a')).toEqual([[1, 9]])
    expect(await earlier(1)).toEqual([
      [3, 2],
      [4, 1],
    ])
    expect(await earlier(2)).toEqual([
      [2, 3],
      [3, 2.5],
    ])
    expect(await earlier(3)).toEqual([
      [1, 4],
      [2, 3.5],
    ])
    expect(await earlier(4)).toEqual([])
  })

  it('has no branch where it goes on from its end, or sends what it had again', async () => {
    await over.recorder.record([started('a'), points('a', loss, [1, 2, 3], [3, 2, 1]), ended('a')])
    await over.recorder.record([started('a'), points('a', loss, [1, 2, 3, 4], [3, 2, 1, 0.5])])
    await over.recorder.record([ended('a')])
    await over.recorder.record([started('a'), points('a', loss, [5], [0.4]), points('a', loss, [3], [1.1])])
    expect(await branchesOf()).toEqual([])
    expect(await valuesIn(over.store, 'a')).toHaveLength(5)
    expect((await over.store.readRun('a'))?.series).toMatchObject([{ count: 5, replaced: 1 }])
  })

  it('counts nothing as replaced that comes again as it was, of whatever series', async () => {
    await over.recorder.record([started('a'), points('a', 'lr', [1, 2, 3], [3, 2, 1])])
    await over.recorder.record([points('a', 'lr', [1, 2, 3], [3, 2, 1])])
    expect((await over.store.readRun('a'))?.series).toMatchObject([{ count: 3, replaced: 0 }])
  })

  it('has none for evaluations that arrive late while it goes on', async () => {
    const late = (step: number) => [started('a'), points('a', 'val/loss', [step], [1 / step])]
    await over.recorder.record([started('a'), points('a', loss, [1, 2, 3, 4, 5], [5, 4, 3, 2, 1])])
    for (const step of [5, 2, 4, 3]) await over.recorder.record(late(step))
    expect(await branchesOf()).toEqual([])
    expect(await valuesIn(over.store, 'a', 'val/loss')).toHaveLength(4)
  })

  it('keeps its long series true, with their extremes', async () => {
    const steps = Array.from({ length: 5000 }, (_, i) => i)
    await over.recorder.record([
      started('a'),
      points(
        'a',
        loss,
        steps,
        steps.map((i) => 1000 - i),
      ),
      ended('a'),
    ])
    await over.recorder.record([started('a'), points('a', loss, [3000], [7])])
    expect((await over.store.readRun('a'))?.series).toMatchObject([
      {
        count: 3001,
        last: { step: 3000, value: 7 },
        min: { step: 2999, value: -1999 },
        max: { step: 0, value: 1000 },
      },
    ])
    const { series } = await over.store.readPoints('a', { buckets: 10 })
    expect(Math.min(...(series[0]?.values ?? []))).toBe(-1999)
    expect(await earlier(1)).toHaveLength(2000)
  })

  it('goes with all its branches when it is deleted', async () => {
    await over.recorder.record([started('a'), points('a', loss, [1, 2], [2, 1]), ended('a')])
    await over.recorder.record([started('a'), points('a', loss, [2], [1.5])])
    await over.recorder.record([{ type: 'run-deleted', runId: 'a' }])
    await over.recorder.record([started('a')])
    expect(await branchesOf()).toEqual([])
    expect(await earlier(1)).toEqual([])
  })
})
