/** Verbs over a store in memory: what they answer, and what they leave out. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as verdict } from '../../app/api/compare/verdict/route.ts'
import { Refusal } from '../../lib/refusal.ts'
import { ask } from '../../lib/verbs/ask.ts'
import { inputOfSearch } from '../../lib/verbs/from-texts.ts'
import { verbs } from '../../lib/verbs/index.ts'
import type { Asking } from '../../lib/verbs/verb.ts'
import { get, read, type Served, serveApi } from '../api/serving.ts'
import { points, started } from '../store/points.ts'

const now = 1_700_000_100_000
const address = 'http://here:3000'
let served: Served
let noted: unknown[]

/** The calls on which verbs rest: the verdict as it is, notes and history as their contract says. */
async function ownCall(method: string, path: string, body?: object): Promise<unknown> {
  if (path.startsWith('/api/compare/verdict')) return (await read(verdict(get(path)))).body
  if (path.endsWith('/annotations') && method === 'POST') {
    noted.push([path, body])
    return { annotation: { id: '1', step: null, time: 1, author: 'agent', text: '', ...body } }
  }
  if (path.endsWith('/history'))
    return {
      history: ['ended', 'annotation', 'started'].map((kind, i) => ({
        time: i,
        step: null,
        kind,
        text: kind,
      })),
    }
  throw new Refusal('not-found', `There is no ${path}.`)
}

function verbCalled(name: string) {
  const verb = verbs.find((one) => one.name === name)
  if (!verb) throw new Error(name)
  return verb
}

/** What a verb answers, held to what it says of its answers. */
async function called(name: string, input: object = {}) {
  const verb = verbCalled(name)
  const { store, recorder, sources, sweeps } = served
  const asking: Asking = { store, recorder, sources, sweeps, ownCall, now: () => now, by: 'api', address }
  const answer = JSON.parse(await ask(verb, input, asking))
  verb.output.parse(answer)
  return answer
}
async function refused(name: string, input: object): Promise<Refusal> {
  const error = await called(name, input).catch((error) => error)
  if (error instanceof Refusal) return error
  throw error
}

beforeAll(async () => {
  served = serveApi()
  noted = []
  const runs = [1, 2, 3].flatMap((seed) =>
    ['mse', 'mae'].flatMap((loss) => {
      const id = `${loss}-${seed}`
      const [value, lr] = [loss === 'mse' ? seed : seed + 10, loss === 'mse' ? 0.1 : 0.01]
      return [
        started(id, { name: `${loss} ${seed}`, seed, params: { lr }, loss: { id: loss, params: {} } }),
        points(id, 'val/mae', [1, 2], [value + 1, value]),
        points(id, 'train/loss', [1, 2], [3, 2]),
        { type: 'run-ended' as const, runId: id, status: 'finished' as const, time: now },
      ]
    }),
  )
  const many = Array.from({ length: 1000 }, (_, i) => i + 1)
  await served.recorder.record([
    ...runs,
    started('odd', { name: 'twin', params: { lr: 5 } }),
    points(
      'odd',
      'train/loss',
      many,
      many.map((i) => (i === 995 ? Number.NaN : i === 700 ? 99 : 1 / i)),
    ),
    started('other', { name: 'twin' }),
  ])
})

describe('list_runs', () => {
  it('has those in trouble first, and counts all that are asked for', async () => {
    const { runs, counts, left_out, page } = await called('list_runs', { limit: 2 })
    expect(runs[0]).toMatchObject({
      id: 'odd',
      attention: 'critical',
      metric: { name: 'train/loss', last: 0.001 },
    })
    expect(counts).toEqual({ matched: 8, critical: 1, warning: 0, fine: 7 })
    expect(left_out).toEqual(['6 more runs: skip 2 to go on.'])
    expect(page).toBe(`${address}/`)
    expect((await called('list_runs', { limit: 2, skip: 6 })).left_out).toEqual([])
  })

  it('takes the queries of the comparison', async () => {
    const { runs, page } = await called('list_runs', { query: 'loss = mse and val/mae < 3', order: 'newest' })
    expect(page).toBe(`${address}/?q=loss+%3D+mse+and+val%2Fmae+%3C+3`)
    expect(runs.map(({ id }: { id: string }) => id).toSorted()).toEqual(['mse-1', 'mse-2'])
    expect((await refused('list_runs', { query: 'los = mse' })).message).toBe(
      'No run here has "los": did you mean loss?',
    )
  })
})

describe('a run', () => {
  it('is found by its id, its name, or the start of its id', async () => {
    for (const run of ['mse-1', 'mse 1'])
      expect(await called('describe_run', { run })).toMatchObject({ id: 'mse-1' })
    expect(await called('describe_run', { run: 'othe' })).toMatchObject({ id: 'other' })
  })

  it('is not guessed where several have the name, or none', async () => {
    expect((await refused('describe_run', { run: 'twin' })).message).toMatch(
      /^2 runs are called "twin": name one/,
    )
    expect((await refused('describe_run', { run: 'mse1' })).message).toMatch(
      /^There is no run "mse1": the nearest are "mse 1" \(mse-1\), /,
    )
  })

  it('has no NUL in its name, which PostgreSQL takes in no question', async () => {
    expect(await refused('describe_run', { run: 'a\0' })).toMatchObject({ code: 'invalid', at: 'run' })
  })

  it('is described with its metrics, and what was found of it', async () => {
    const { metrics, findings, params, progress } = await called('describe_run', { run: 'odd' })
    expect(metrics).toEqual([
      {
        name: 'train/loss',
        last: 0.001,
        step: 1000,
        count: 1000,
        non_finite: 1,
        best: { value: 0.001, step: 1000 },
      },
    ])
    expect(findings[0]).toMatchObject({ code: 'non-finite', step: 995 })
    expect([params, progress]).toEqual([{ lr: 5 }, null])
  })

  it('is described in few words, however much it holds', async () => {
    const long = 'long '.repeat(1900)
    const params = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`p${i}`, long]))
    await served.recorder.record([
      started('long', { notes: long, params, tags: Array.from({ length: 90 }, (_, i) => `t${i}`) }),
      ...Array.from({ length: 100 }, (_, i) => points('long', `metric ${i}`, [1], [1])),
      { type: 'run-ended', runId: 'long', status: 'failed', reason: long, time: now },
    ])
    const described = await called('describe_run', { run: 'long' })
    expect(JSON.stringify(described).length).toBeLessThan(20_000)
    expect(described.left_out).toEqual([
      '88 more metrics: name them in read_points.',
      '280 more parameters: the page has them.',
      '70 more tags: the page has them.',
      'The ends of texts that end in "…": the page has them.',
    ])
    await served.recorder.record([{ type: 'run-deleted', runId: 'long' }])
  })

  it('has its extremes among few points', async () => {
    const { series, left_out } = await called('read_points', { run: 'odd', ranges: 4 })
    const [{ count, steps, values }] = series
    expect(count).toBe(1000)
    expect(values).toEqual(expect.arrayContaining(['NaN', 99, 1, 0.001]))
    expect(steps.length).toBeLessThan(30)
    expect(left_out[0]).toMatch(/^Points between the extremes of 4 ranges/)
    expect((await refused('read_points', { run: 'odd', series: ['loss'] })).message).toBe(
      'The run has no series "loss": it has train/loss.',
    )
  })
})

describe('list_findings', () => {
  it('has those of all runs, and says which it leaves out', async () => {
    const { findings } = await called('list_findings')
    expect(findings.map(({ run, code }: { run: string; code: string }) => [run, code])).toEqual(
      expect.arrayContaining([['odd', 'non-finite']]),
    )
    const all = await called('list_findings', { run: 'odd', state: 'all', severity: 'info', limit: 1 })
    expect(all.page).toBe(`${address}/runs/odd`)
    const { findings: open } = await called('list_findings', { query: 'loss = mse' })
    expect(open).toEqual([])
  })
})

describe('compare_runs', () => {
  it('says what the comparison says', async () => {
    const ids = ['mse-1', 'mse-2', 'mse-3', 'mae-1', 'mae-2', 'mae-3']
    const { body } = await read(verdict(get(`/api/compare/verdict?runs=${ids}`)))
    const named = await called('compare_runs', { runs: ids })
    expect(named.verdict).toEqual(body.verdict)
    expect(named.verdict.sentence).toContain('val/mae')
    const asked = await called('compare_runs', { query: 'loss = mse or loss = mae', rows: 1 })
    expect(asked.verdict.sentence).toBe(body.verdict.sentence)
    expect(asked.left_out).not.toEqual([])
  })

  it('wants one of runs, query and sweep', async () => {
    for (const input of [{}, { runs: [] }, { runs: ['mse-1'], sweep: 'a' }])
      expect((await refused('compare_runs', input)).message).toMatch(/^Name the runs that are compared/)
  })
})

describe('what is done to a run', () => {
  it('is stopped once, with its reason and by whom', async () => {
    expect(await called('stop_run', { run: 'other', reason: ' Seen enough. ' })).toMatchObject({
      asked: true,
    })
    const stopAsked = (await served.store.readRun('other'))?.run.stopAsked
    expect(stopAsked).toEqual({ by: 'api', reason: 'Seen enough.', time: now })
    expect((await refused('stop_run', { run: 'mse-1', reason: 'Late.' })).message).toBe(
      'The run "mse-1" has ended: it is finished.',
    )
    expect((await refused('stop_run', { run: 'other', reason: '  ' })).at).toBe('reason')
  })

  it('is noted on the run or on a step, and read with its history', async () => {
    await called('annotate_run', { run: 'mse 1', text: 'lower rate', step: '2' })
    expect(noted).toEqual([['/api/runs/mse-1/annotations', { text: 'lower rate', step: 2 }]])
    const { history, left_out } = await called('read_history', { run: 'mse-1', limit: 2 })
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['ended', 'annotation'])
    expect(left_out).toEqual(['1 more event: earlier ones, with a higher limit.'])
  })
})

describe('an address', () => {
  it('carries lists and texts as they are, commas and all', () => {
    const verb = verbCalled('read_points')
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 })
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), texts, (run, series) => {
        const search = new URLSearchParams([['run', run], ...series.map((one) => ['series', one])])
        expect(inputOfSearch(verb, new URLSearchParams(String(search)))).toEqual({ run, series })
      }),
    )
  })
})
