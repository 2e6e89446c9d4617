/** What MLflow's clients log beside metrics and parameters: kept, taken away again, or said to be missing. */
import { describe, expect, it } from 'vitest'
import { createLeftOut } from '../../lib/protocols/mlflow/left-out.ts'
import { mlflowServer } from './mlflow-server.ts'

const { call, begun, pointsOf, url } = mlflowServer()
const post = (path: string, body: object) => call('POST', path, body)
const missing = { status: 404, answer: { error_code: 'RESOURCE_DOES_NOT_EXIST' } }

describe('a tag of a run', () => {
  async function tagsOf(id: string): Promise<Record<string, string>> {
    const { answer } = await call('GET', `runs/get?run_id=${id}`)
    const pairs: { key: string; value: string }[] = answer.run.data.tags
    return Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
  }

  it('is gone when it is deleted, whatever it is to us', async () => {
    const tags = { stage: 'trial', 'mlflow.note.content': 'A note.', 'mlflow.parentRunId': 'parent' }
    const id = await begun({ tags: Object.entries(tags).map(([key, value]) => ({ key, value })) })
    expect(await tagsOf(id)).toMatchObject(tags)
    for (const key of Object.keys(tags))
      expect(await post('runs/delete-tag', { run_id: id, key })).toEqual({ status: 200, answer: {} })
    expect(Object.keys(await tagsOf(id))).toEqual(['mlflow.runName'])
    const { run } = await (await fetch(`${url()}/api/runs/${id}`)).json()
    expect(run).toMatchObject({ notes: '', group: null, environment: {} })
  })

  it('that is not there, or is the name of its run, is not deleted in silence', async () => {
    const id = await begun()
    for (const key of ['stage', 'constructor'])
      expect(await post('runs/delete-tag', { run_id: id, key })).toMatchObject(missing)
    expect(await post('runs/delete-tag', { run_id: 'nobody', key: 'stage' })).toMatchObject(missing)
    expect((await post('runs/delete-tag', { run_id: id, key: 'mlflow.runName' })).status).toBe(400)
  })
})

describe('a tag of an experiment', () => {
  it('is kept, found and deleted', async () => {
    const tags = [{ key: 'team', value: 'a' }]
    const { experiment_id } = (await post('experiments/create', { name: 'tagged', tags })).answer
    const read = async () =>
      (await call('GET', `experiments/get?experiment_id=${experiment_id}`)).answer.experiment.tags
    expect(await read()).toEqual(tags)
    await post('experiments/set-experiment-tag', { experiment_id, key: 'team', value: 'b' })
    expect(await read()).toEqual([{ key: 'team', value: 'b' }])
    const { answer } = await post('experiments/search', { filter: "tags.team = 'b'" })
    expect(answer.experiments).toMatchObject([{ name: 'tagged' }])
    const asked = { experiment_id, key: 'team' }
    expect((await post('experiments/delete-experiment-tag', asked)).status).toBe(200)
    expect(await read()).toEqual([])
    expect(await post('experiments/delete-experiment-tag', asked)).toMatchObject(missing)
  })

  it('is refused where there is no such experiment, and where there are too many', async () => {
    const tag = { key: 'a', value: '1' }
    expect(await post('experiments/set-experiment-tag', { experiment_id: '99', ...tag })).toMatchObject(
      missing,
    )
    const tags = Array.from({ length: 101 }, (_, i) => ({ key: `${i}`, value: '' }))
    expect((await post('experiments/create', { name: 'many', tags })).status).toBe(400)
    expect((await call('GET', 'experiments/get-by-name?experiment_name=many')).status).toBe(404)
  })
})

describe('a file', () => {
  it('is taken, not listed, and an error to whoever reads it', async () => {
    const id = await begun()
    const files = `${url()}/api/2.0/mlflow-artifacts/artifacts`
    expect((await fetch(`${files}/0/${id}/artifacts/a.txt`, { method: 'PUT', body: 'hello' })).status).toBe(
      200,
    )
    expect(await (await fetch(`${files}?path=0/${id}/artifacts`)).json()).toEqual({ files: [] })
    const read = await fetch(`${files}/0/${id}/artifacts/a.txt`)
    expect([read.status, (await read.json()).error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST'])
  })
})

describe('a model', () => {
  it('is taken as if it were kept, by whoever makes it, says more of it and finishes it', async () => {
    const about = { experiment_id: '7', name: 'model', source_run_id: 'mine' }
    const made = await post('logged-models', { ...about, params: [{ key: 'lr', value: '0.1' }] })
    expect(made.answer.model.info).toMatchObject({ ...about, status: 'LOGGED_MODEL_PENDING' })
    const path = `logged-models/${made.answer.model.info.model_id}`
    for (const [method, part, body] of [
      ['POST', `${path}/params`, { params: [] }],
      ['PATCH', `${path}/tags`, { tags: [] }],
      ['DELETE', `${path}/tags/mlflow.model.isExternal`, {}],
      ['DELETE', path, {}],
    ] as const)
      expect(await call(method, part, body)).toEqual({ status: 200, answer: {} })
    const finished = await call('PATCH', path, { status: 'LOGGED_MODEL_READY' })
    expect(finished.answer.model.info).toMatchObject({ status: 'LOGGED_MODEL_READY' })
    expect((await post('logged-models/search', {})).answer).toEqual({ models: [] })
    expect((await call('GET', 'logged-models/nothing')).status).toBe(404)
  })

  it('says again what its run had at step 0, which is no step more', async () => {
    const id = await begun()
    const metric = (value: number, timestamp: number) => ({ key: 'loss', value, timestamp, step: 0 })
    for (const [i, value] of [3, 2, 1].entries())
      await post('runs/log-metric', { run_id: id, ...metric(value, 1_700_000_000_000 + i) })
    await post('runs/log-batch', { run_id: id, metrics: [metric(3, 1_700_000_000_000)] })
    expect(await pointsOf(id, 'loss')).toEqual([
      [0, 3],
      [1, 2],
      [2, 1],
    ])
  })
})

describe('a deleted run', () => {
  it('cannot be restored, and its client hears so', async () => {
    const id = await begun()
    await post('runs/delete', { run_id: id })
    expect(await post('runs/restore', { run_id: id })).toMatchObject(missing)
  })
})

describe('a metric that cannot be kept', () => {
  it('is said once for each run', () => {
    const said: string[] = []
    const tell = createLeftOut((sentence) => said.push(sentence))
    const at = (step: number, key = 'm') => [
      { key: 'ok', value: 1, step: 0 },
      { key, value: 1, step },
    ]
    tell('fine', at(2 ** 53 - 1))
    for (const step of [-1, -2]) tell('a', at(step))
    tell('b', at(2 ** 60))
    tell('c', at(1, ''))
    expect(said).toEqual([
      expect.stringMatching(/"m" of the run "a" at step -1,/),
      expect.stringMatching(/"m" of the run "b" at step 11529215046068\d+,/),
      expect.stringMatching(/run "c" that is called ""/),
    ])
  })
})
