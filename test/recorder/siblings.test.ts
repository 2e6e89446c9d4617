import { describe, expect, it } from 'vitest'
import { points, started } from '../store/points.ts'
import { findingsIn, watchedStore } from './recording.ts'

describe('a run beside others of its project', () => {
  /** A row an epoch. */
  const steps = Array.from({ length: 120 }, (_, row) => 10 * row)
  const curve = (floor: number) => steps.map((_, row) => floor + (2.3 - floor) * Math.exp(-row / 4))
  const mse = { id: 'mse', params: {} }

  async function flatOf(project: string, loss: object | null, params: object = {}) {
    const { recorder, published } = watchedStore()
    for (const id of ['b', 'c'])
      await recorder.record([
        started(id, { project: 'p', loss: mse, params: { task: 'cars' } }),
        points(id, 'train/loss', steps, curve(0.2)),
      ])
    await recorder.record([started('a', { project, loss, params })])
    await recorder.record([points('a', 'train/loss', steps, curve(1))])
    return findingsIn(published).find(({ runId, code }) => runId === 'a' && code === 'flat')
  }

  it('is warned of a level that two of them got below', async () => {
    expect(await flatOf('p', mse)).toMatchObject({ severity: 'warning', causes: ['siblings-do-better'] })
  })

  it.each([
    ['another project', 'q', mse, {}],
    ['another loss', 'p', { id: 'mae', params: {} }, {}],
    ['other parameters of the loss', 'p', { id: 'mse', params: { reduction: 'sum' } }, {}],
    ['other data', 'p', mse, { task: 'houses' }],
  ])('is not compared with those of %s', async (_title, project, loss, params) => {
    expect(await flatOf(project, loss, params)).toMatchObject({ severity: 'info', causes: [] })
  })

  it('is told where it stays above three of them, though it falls', async () => {
    const { recorder, published } = watchedStore()
    const falling = (floor: number) => steps.map((_, row) => floor + (2.3 - floor) * Math.exp(-row / 40))
    for (const [i, floor] of [0.2, 0.22, 0.24, 0.9].entries()) {
      await recorder.record([started(`run-${i}`, { project: 'p', loss: mse })])
      for (const from of [0, 60])
        await recorder.record([
          points(
            `run-${i}`,
            'train/loss',
            steps.slice(from, from + 60),
            falling(floor).slice(from, from + 60),
          ),
        ])
    }
    expect(findingsIn(published)).toMatchObject([
      { runId: 'run-3', code: 'behind-siblings', severity: 'warning', evidence: { siblings: 3 } },
    ])
  })
})
