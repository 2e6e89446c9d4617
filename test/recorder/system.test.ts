import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../lib/run.ts'
import { points, started } from '../store/points.ts'
import { findingsIn, watchedStore } from './recording.ts'

const machine = (step: number, value: number): RunEvent => ({
  type: 'points',
  runId: 'a',
  series: ['system/cpu', 'system/memory', 'system/loss'].map((name) => ({
    ...{ name, steps: Float64Array.of(step), values: Float64Array.of(value), times: Float64Array.of(1.7e12) },
  })),
})

describe('series of the machine', () => {
  it('are stored and never judged, whatever their values', async () => {
    const { recorder, published, inner } = watchedStore()
    await recorder.record([started('a')])
    for (const value of [1, Number.NaN, 1e300, Number.POSITIVE_INFINITY, -5])
      await recorder.record([machine(1, value), points('a', 'train/loss', [1], [0.5])])
    expect(findingsIn(published)).toEqual([])
    const { series } = await inner.readPoints('a', { series: ['system/loss'] })
    expect([...(series[0]?.values ?? [])]).toEqual([-5])
  })

  it('do not hide that a training is silent, nor make it lost while its program is there', async () => {
    const { recorder, published, clock } = watchedStore()
    await recorder.record([started('a', { source: 'python' })])
    for (let step = 1; step <= 20; step++) {
      clock.now += 1000
      await recorder.record([points('a', 'train/loss', [step], [1 / step])])
    }
    for (let minutes = 0; minutes < 300; minutes++) {
      clock.now += 60_000
      await recorder.record([machine(20, minutes)])
      await recorder.watchSilence()
    }
    expect(findingsIn(published).map(({ code }) => code)).toEqual(['stalled'])
    expect((await recorder.runOf('a'))?.status).toBe('running')
    expect(recorder.heardAt('a')).toBe(20_000)
  })

  it('say nothing of where a training goes on: the first training point does', async () => {
    const { recorder, inner } = watchedStore()
    await recorder.record([
      started('a'),
      points('a', 'train/loss', [1, 2, 3, 4], [4, 3, 2, 1]),
      machine(4, 1),
    ])
    await recorder.record([{ type: 'run-ended', runId: 'a', status: 'stopped', time: 1.7e12 }])
    await recorder.record([started('a')])
    await recorder.record([machine(1, 2)])
    expect((await recorder.runOf('a'))?.branches).toEqual([])
    await recorder.record([points('a', 'train/loss', [3], [9])])
    expect((await recorder.runOf('a'))?.branches).toMatchObject([{ number: 1, from: 3, to: 4 }])
    const { series } = await inner.readPoints('a', { series: ['train/loss'] })
    expect([...(series[0]?.values ?? [])]).toEqual([4, 3, 9])
  })

  it('are of no list and no comparison', async () => {
    const { recorder, inner } = watchedStore()
    await recorder.record([started('a'), machine(1, 1), points('a', 'train/loss', [1], [1])])
    const namesOf = (record?: { series: { name: string }[] } | null) => record?.series.map(({ name }) => name)
    expect(namesOf(await inner.readRun('a'))).toHaveLength(4)
    expect(namesOf((await inner.readRuns(['a']))[0])).toEqual(['train/loss'])
    expect(namesOf((await inner.listRuns({ limit: 9 }))[0])).toEqual(['train/loss'])
  })
})
