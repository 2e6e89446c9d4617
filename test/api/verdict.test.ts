import { beforeEach, describe, expect, it } from 'vitest'
import { GET } from '../../app/api/compare/verdict/route.ts'
import { expectError, get, read, serveApi } from './serving.ts'

beforeEach(async () => {
  const { recorder } = serveApi()
  for (const [loss, shift] of [
    ['mse', 0],
    ['mae', 0.3],
  ] as const)
    for (const seed of [0, 1, 2, 3]) {
      const id = `${loss}-${seed}`
      const columns = { steps: [1, 2], values: [9, 2 + shift + (shift ? 0.02 : 0.01) * seed], times: [1, 2] }
      const series = [{ name: 'val/rmse', ...toColumns(columns) }]
      const run = { id, seed, loss: { id: loss, params: {} }, params: { lr: 0.1 } }
      await recorder.record([
        { type: 'run-started', run, time: 0 },
        { type: 'points', runId: id, series },
      ])
    }
})
function toColumns(lists: Record<'steps' | 'values' | 'times', number[]>) {
  const { steps, values, times } = lists
  return {
    steps: Float64Array.from(steps),
    values: Float64Array.from(values),
    times: Float64Array.from(times),
  }
}
const ids = ['mse', 'mae'].flatMap((loss) => [0, 1, 2, 3].map((seed) => `${loss}-${seed}`)).join()
const ask = (query: Record<string, string>) => read(GET(get(`?${new URLSearchParams(query)}`)))

describe('the verdict on runs, for programs', () => {
  it('is the sentence of the page with its figures', async () => {
    const { status, body } = await ask({ runs: ids })
    expect(status).toBe(200)
    expect(body.verdict).toMatchObject({
      metric: 'val/rmse',
      sentence: expect.stringMatching(/^mse is better than mae by val\/rmse so far: 2\.015 against 2\.330/),
      disagreement: null,
      comparisons: [{ setup: 'mse', against: 'mae', pairs: 4, judgement: 'better', p_exact: 0.125 }],
    })
    expect(body.verdict.standings).toHaveLength(2)
  })

  it('goes by what is asked for', async () => {
    const { body } = await ask({ runs: ids, matters: '50%', baseline: 'mae-1', reading: 'last' })
    expect(body.verdict.comparisons).toMatchObject([{ setup: 'mse', against: 'mae', judgement: 'as-good' }])
  })

  it.each([
    [{}, /either the runs/],
    [{ runs: 'mse-0', sweep: 'x' }, /either the runs/],
    [{ runs: 'mse-0', matters: 'much' }, /a share such as 1%/],
    [{ runs: 'mse-0', metric: 'nope' }, /No run has a series "nope"/],
    [{ runs: 'mse-0', unknown: '1' }, /unknown/i],
    [{ runs: 'mse-0,mse-1', baseline: 'mae-0' }, /The baseline "mae-0" is none of the runs/],
  ])('refuses %o', async (query, words) => {
    const answer = await ask(query as Record<string, string>)
    expectError(answer, 422, 'invalid')
    expect(answer.body.error.message).toMatch(words)
  })

  it('refuses a run that there is not, instead of telling of the others alone', async () => {
    const answer = await ask({ runs: 'mse-0,mae-0,slip' })
    expectError(answer, 404, 'not-found')
    expect(answer.body.error.message).toBe('There is no run "slip".')
  })

  it('refuses a sweep that there is not', async () => {
    expectError(await ask({ sweep: 'none' }), 404, 'not-found')
  })
})
