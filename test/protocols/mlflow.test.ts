import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { mlflowServer } from './mlflow-server.ts'
import { recordedCalls } from './recorded.ts'

const calls = recordedCalls('mlflow.jsonl')

const { call, begun, pointsOf, url } = mlflowServer()

describe('the calls of the MLflow client', () => {
  it('are all answered with an object, in the order in which they were recorded', async () => {
    const ids = new Map<string, string>()
    let experiment = '1'
    const mine = (text: string) =>
      [...ids]
        .reduce((out, [theirs, ours]) => out.replaceAll(theirs, ours), text)
        .replaceAll('experiment_id=1', `experiment_id=${experiment}`)
        .replaceAll('"experiment_id":"1"', `"experiment_id":"${experiment}"`)
    for (const { method, path, body } of calls) {
      const address = mine(path)
      const text = method === 'GET' ? undefined : mine(typeof body === 'string' ? body : JSON.stringify(body))
      const response = await fetch(`${url()}${address}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(text === undefined ? {} : { body: text }),
      })
      const answer = await response.json()
      expect([200, 404], `${method} ${address}`).toContain(response.status)
      expect(typeof answer).toBe('object')
      if (path.endsWith('runs/create'))
        ids.set(String(ids.size + 1).padStart(32, '0'), answer.run.info.run_id)
      if (path.endsWith('experiments/create')) experiment = answer.experiment_id
    }
    const [first] = ids.values()
    expect(await pointsOf(first as string, 'val/loss')).toEqual([[9, 0.5]])
    const loss = await pointsOf(first as string, 'loss')
    expect(loss.map(([step]) => step)).toEqual([0, 1, 2, 3, 4, 5, 10])
    expect(loss[2]?.[1]).toBeNaN()
  })

  it('keep every value to the bit, and read it back', async () => {
    const id = await begun({ run_name: 'bits' })
    const values = [1.5, 'NaN', 'Infinity', '-Infinity', '-0', 5e-324, 1e300, '0.1']
    for (const [step, value] of values.entries())
      expect(
        await call('POST', 'runs/log-metric', { run_id: id, key: 'm', value, step, timestamp: Date.now() }),
      ).toEqual({ status: 200, answer: {} })
    const numbers = [1.5, Number.NaN, Infinity, -Infinity, -0, 5e-324, 1e300, 0.1]
    const kept = await pointsOf(id, 'm')
    expect(kept.every(([, value], i) => Object.is(value, numbers[i]))).toBe(true)
    const { answer } = await call('GET', `metrics/get-history?run_id=${id}&metric_key=m`)
    expect(answer.metrics.map((one: { value: unknown }) => one.value)).toEqual([
      1.5,
      'NaN',
      'Infinity',
      '-Infinity',
      '-0',
      5e-324,
      1e300,
      0.1,
    ])
  })

  it('count the values of a metric that is logged without a step, and take one that comes again once', async () => {
    const id = await begun()
    const sent = [1, 2, 3].map((value, i) => ({ key: 'm', value, step: 0, timestamp: 1_700_000_000_000 + i }))
    for (const metric of [...sent, sent[2], sent[2]])
      await call('POST', 'runs/log-metric', { run_id: id, ...metric })
    expect(await pointsOf(id, 'm')).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ])
  })

  it('leave out what cannot be kept, and go on', async () => {
    const id = await begun()
    const metrics = [
      { key: 'a', value: 1, step: -1 },
      { key: 'a', value: 2, step: 2 ** 60 },
      { key: 'a', step: 3 },
      { key: '', value: 1, step: 1 },
      { key: 'a', value: 4, step: '4' },
    ]
    expect((await call('POST', 'runs/log-batch', { run_id: id, metrics })).status).toBe(200)
    expect(await pointsOf(id, 'a')).toEqual([[4, 4]])
  })

  it('do not lose parameters that come at the same time, and refuse one that changes', async () => {
    const id = await begun()
    const names = Array.from({ length: 40 }, (_, i) => `p${i}`)
    await Promise.all(
      names.map((key) => call('POST', 'runs/log-parameter', { run_id: id, key, value: '0.10' })),
    )
    const { answer } = await call('GET', `runs/get?run_id=${id}`)
    expect(answer.run.data.params).toHaveLength(40)
    expect(new Set(answer.run.data.params.map((one: { value: string }) => one.value))).toEqual(
      new Set(['0.10']),
    )
    expect((await call('POST', 'runs/log-parameter', { run_id: id, key: 'p1', value: '0.10' })).status).toBe(
      200,
    )
    const changed = await call('POST', 'runs/log-parameter', { run_id: id, key: 'p1', value: '2' })
    expect(changed).toMatchObject({ status: 400, answer: { error_code: 'INVALID_PARAMETER_VALUE' } })
  })

  it('end a run, go on with it, and log to it when it has ended', async () => {
    const id = await begun()
    const status = async () => (await call('GET', `runs/get?run_id=${id}`)).answer.run.info
    await call('POST', 'runs/update', { run_id: id, status: 'FINISHED', end_time: Date.now() })
    expect((await status()).status).toBe('FINISHED')
    await call('POST', 'runs/log-metric', {
      run_id: id,
      key: 'test',
      value: 1,
      step: 7,
      timestamp: Date.now(),
    })
    expect([(await status()).status, await pointsOf(id, 'test')]).toEqual(['FINISHED', [[7, 1]]])
    await call('POST', 'runs/update', { run_id: id, status: 'RUNNING', end_time: Date.now() })
    expect(await status()).toMatchObject({ status: 'RUNNING' })
    expect((await status()).end_time).toBeUndefined()
    await call('POST', 'runs/update', { run_id: id, status: 'KILLED', end_time: Date.now() })
    expect((await status()).status).toBe('KILLED')
  })

  it('find runs by what they hold', async () => {
    const { answer: made } = await call('POST', 'experiments/create', { name: 'searched' })
    for (const [i, lr] of ['0.1', '0.2', '0.3'].entries()) {
      const id = await begun({
        experiment_id: made.experiment_id,
        run_name: `run-${i}`,
        tags: [{ key: 'stage', value: i ? 'b' : 'a' }],
      })
      await call('POST', 'runs/log-batch', {
        run_id: id,
        params: [{ key: 'lr', value: lr }],
        metrics: i < 2 ? [{ key: 'val/acc', value: i, step: 1 }] : [],
      })
    }
    const names = async (filter: string, order_by: string[] = []) =>
      (
        await call('POST', 'runs/search', { experiment_ids: [made.experiment_id], filter, order_by })
      ).answer.runs.map((run: { info: { run_name: string } }) => run.info.run_name)
    expect(await names('', ['attributes.run_name ASC'])).toEqual(['run-0', 'run-1', 'run-2'])
    expect(await names("params.lr = '0.2'")).toEqual(['run-1'])
    expect(await names("metrics.`val/acc` < 1 and tags.stage = 'a'")).toEqual(['run-0'])
    expect(await names("attributes.run_name LIKE 'run-%'", ['metrics.`val/acc` DESC'])).toEqual([
      'run-1',
      'run-0',
      'run-2',
    ])
    expect((await call('POST', 'runs/search', { filter: 'what is this' })).status).toBe(400)
    expect((await call('POST', 'experiments/create', { name: 'searched' })).answer.error_code).toBe(
      'RESOURCE_ALREADY_EXISTS',
    )
  })

  it.each<[string, string, string, unknown, number, string]>([
    ['a run that is not there', 'GET', 'runs/get?run_id=nobody', undefined, 404, 'RESOURCE_DOES_NOT_EXIST'],
    ['a call that is not there', 'POST', 'runs/fly', {}, 404, 'ENDPOINT_NOT_FOUND'],
    ['no JSON', 'POST', 'runs/create', '{', 400, 'INVALID_PARAMETER_VALUE'],
    ['a list', 'POST', 'runs/log-batch', '[]', 400, 'INVALID_PARAMETER_VALUE'],
    [
      'a text for a value',
      'POST',
      'runs/log-metric',
      { run_id: 'a', key: 'm', value: 'many', step: 1 },
      400,
      'INVALID_PARAMETER_VALUE',
    ],
  ])('refuse %s at once, in words', async (_title, method, path, body, status, code) => {
    const { status: answered, answer } = await call(method, path, body)
    expect([answered, answer.error_code]).toEqual([status, code])
    expect(answer.message).toMatch(/^[^\n]{10,300}$/)
  })

  it('may be packed, and bring files that are not kept', async () => {
    const id = await begun()
    const body = gzipSync(JSON.stringify({ run_id: id, key: 'm', value: 1, step: 1 }))
    const { status } = await call('POST', 'runs/log-metric', body, { 'content-encoding': 'gzip' })
    expect([status, await pointsOf(id, 'm')]).toEqual([200, [[1, 1]]])
    const files = `${url()}/api/2.0/mlflow-artifacts/artifacts/0/${id}/artifacts/a.txt`
    expect((await fetch(files, { method: 'PUT', body: 'hello' })).status).toBe(200)
    const run = (await (await fetch(`${url()}/api/runs/${id}`)).json()).run
    expect(run).toMatchObject({ project: 'default', source: 'mlflow 3.17.2', status: 'running' })
  })
})
