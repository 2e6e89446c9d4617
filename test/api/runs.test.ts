import { beforeEach, describe, expect, it } from 'vitest'
import { GET as readAverages } from '../../app/api/runs/[id]/averages/route.ts'
import { POST as control } from '../../app/api/runs/[id]/control/route.ts'
import { GET as findings } from '../../app/api/runs/[id]/findings/route.ts'
import { GET as readPoints } from '../../app/api/runs/[id]/points/route.ts'
import { DELETE, PATCH, GET as readRun } from '../../app/api/runs/[id]/route.ts'
import { GET as listRuns, POST as startRun } from '../../app/api/runs/route.ts'
import { points } from '../store/points.ts'
import { at, expectError, get, read, type Served, send, serveApi, twoRuns } from './serving.ts'

let served: Served
beforeEach(async () => {
  served = serveApi()
  await served.recorder.record(twoRuns)
})

describe('GET /api/runs', () => {
  it('lists runs, newest first, with newest and best values and what speaks for them', async () => {
    const { status, body } = await read(listRuns(get('/api/runs')))
    expect(status).toBe(200)
    expect(body.next).toBeNull()
    expect(body.runs.map(({ id }: { id: string }) => id)).toEqual(['b', 'a'])
    expect(body.runs[1]).toMatchObject({
      ...{ id: 'a', name: 'first', project: 'digits', tags: ['night'], status: 'running' },
      latest: { 'train/loss': { step: 3, value: 0.5 }, lr: { step: 2, value: 0.01 } },
      headline: { code: 'non-finite', severity: 'critical', step: 2, evidence: { value: 'NaN' } },
    })
    expect(body.runs[1].best).toEqual({
      'train/loss': { step: 3, value: 0.5 },
      'val/accuracy': { step: 1, value: 0.5 },
    })
    expect(body.runs[0]).toMatchObject({ latest: {}, best: {}, headline: null })
  })

  it.each<[string, string[]]>([
    ['?project=digits', ['a']],
    ['?loss=mse', ['a']],
    ['?status=running&sort=oldest', ['a', 'b']],
    ['?q=NIGHT', ['a']],
    ['?q=nothing', []],
    ['?q=loss%20=%20mse%20and%20not%20project%20=%20other', ['a']],
    ['?sort=-train/loss', ['a', 'b']],
    ['?sort=name&limit=1', ['a']],
    ['?limit=1&cursor=b', ['a']],
  ])('answers %s', async (search, ids) => {
    const { body } = await read(listRuns(get(`/api/runs${search}`)))
    expect(body.runs.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  it('names the last run of a page where there are more', async () => {
    expect((await read(listRuns(get('/api/runs?limit=1')))).body.next).toBe('b')
  })

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=x', 'limit'],
    ['?q=loss%20=', 'q'],
    ['?status=asleep', 'status'],
    ['?cursor=../x', 'cursor'],
    ['?colour=red', undefined],
  ])('refuses %s', async (search, place) => {
    const answer = await read(listRuns(get(`/api/runs${search}`)))
    expectError(answer, 422, 'invalid')
    expect(answer.body.error.at).toBe(place)
  })
})

describe('POST /api/runs', () => {
  it('starts a training and answers with its run', async () => {
    expect(await read(startRun(send({ task: 'digits' })))).toMatchObject({
      status: 201,
      body: { run: { id: 'new', source: 'runner' } },
    })
  })

  it.each<[string, unknown, number, string]>([
    ['options that make no training', { task: 'x' }, 422, 'invalid'],
    ['no JSON', '{task', 400, 'malformed'],
    ['nothing', '', 400, 'malformed'],
  ])('refuses %s', async (_what, body, status, code) => {
    expectError(await read(startRun(send(body))), status, code)
  })
})

describe('one run', () => {
  it('is read with a summary of its series and its findings', async () => {
    const { status, body } = await read(readRun(get('/'), at({ id: 'a' })))
    expect(status).toBe(200)
    expect(body.run).toMatchObject({ id: 'a', name: 'first', loss: { id: 'mse', params: {} } })
    expect(body.series.find(({ name }: { name: string }) => name === 'train/loss')).toEqual({
      ...{
        name: 'train/loss',
        count: 3,
        first: 1,
        last: 3,
        lastValue: 0.5,
        min: 0.5,
        minStep: 3,
        max: 2,
        maxStep: 1,
        nonFinite: 1,
        replaced: 0,
      },
    })
    expect(body.findings).toMatchObject([{ code: 'non-finite', evidence: { value: 'NaN' } }])
    expect(await read(findings(get('/'), at({ id: 'a' })))).toEqual({
      status: 200,
      body: { findings: body.findings },
    })
  })

  it('says a last value that is not finite by name', async () => {
    await served.recorder.record([points('b', 'train/loss', [1], [Number.NEGATIVE_INFINITY])])
    const { body } = await read(readRun(get('/'), at({ id: 'b' })))
    expect(body.series).toMatchObject([{ lastValue: '-Infinity', min: null, max: null, nonFinite: 1 }])
  })

  it('is changed by a person, and only in what a person may change', async () => {
    const changes = { name: 'renamed', tags: ['x'], notes: 'n', group: 'g' }
    expect(await read(PATCH(send(changes, 'PATCH'), at({ id: 'a' })))).toMatchObject({
      status: 200,
      body: { run: changes },
    })
    expect(served.published.at(-1)).toEqual({ type: 'run-edited', runId: 'a', changes, by: 'person' })
    for (const body of [{}, { status: 'finished' }, { name: '' }, { tags: 'x' }, null])
      expectError(await read(PATCH(send(body, 'PATCH'), at({ id: 'a' }))), 422, 'invalid')
    expectError(await read(PATCH(send('x', 'PATCH'), at({ id: 'a' }))), 400, 'malformed')
  })

  it('is deleted with all that it had, unless a program is writing it', async () => {
    served.connected.add('a')
    expectError(await read(DELETE(get('/'), at({ id: 'a' }))), 409, 'conflict')
    served.connected.clear()
    expect(await read(DELETE(get('/'), at({ id: 'a' })))).toEqual({ status: 204, body: '' })
    expectError(await read(readRun(get('/'), at({ id: 'a' }))), 404, 'not-found')
    expect(served.published.at(-1)).toEqual({ type: 'run-deleted', runId: 'a' })
  })

  it('is handed a command by its connected source only', async () => {
    expectError(await read(control(send({ action: 'pause' }), at({ id: 'a' }))), 409, 'conflict')
    served.connected.add('a')
    expect(await read(control(send({ action: 'pause' }), at({ id: 'a' })))).toMatchObject({ status: 202 })
    expect(served.commands).toEqual([{ runId: 'a', action: 'pause', by: 'page' }])
    expectError(await read(control(send({ action: 'explode' }), at({ id: 'a' }))), 422, 'invalid')
    expectError(await read(control(send('stop'), at({ id: 'a' }))), 400, 'malformed')
  })

  it('is asked to stop for everybody to see, unless its program is gone or it has ended', async () => {
    const press = () => read(control(send({ action: 'stop' }), at({ id: 'a' })))
    const before = Date.now()
    expect(await press()).toEqual({ status: 202, body: { accepted: true } })
    const { stopAsked } = (await read(readRun(get('/'), at({ id: 'a' })))).body.run
    expect(stopAsked).toMatchObject({ by: 'page', reason: 'Stopped on the page.' })
    expect(stopAsked.time).toBeGreaterThanOrEqual(before)
    await served.recorder.record([{ type: 'run-lost', runId: 'a', time: 1 }])
    expectError(await press(), 409, 'conflict')
    await served.recorder.record([{ type: 'run-ended', runId: 'a', status: 'failed', time: 1 }])
    expectError(await press(), 409, 'conflict')
  })

  it('has averages of the series that are named, and takes no other parameter', async () => {
    expect((await read(readAverages(get('/?series=a&series=b'), at({ id: 'a' })))).status).toBe(200)
    expectError(await read(readAverages(get('/?x=1'), at({ id: 'a' }))), 422, 'invalid')
  })

  it.each<[string, () => Promise<Response>]>([
    ['GET', () => readRun(get('/'), at({ id: 'nobody' }))],
    ['PATCH', () => PATCH(send({ name: 'x' }, 'PATCH'), at({ id: 'nobody' }))],
    ['DELETE', () => DELETE(get('/'), at({ id: 'nobody' }))],
    ['GET points', () => readPoints(get('/'), at({ id: 'nobody' }))],
    ['GET averages', () => readAverages(get('/'), at({ id: 'nobody' }))],
    ['GET findings', () => findings(get('/'), at({ id: 'nobody' }))],
    ['POST control', () => control(send({ action: 'stop' }), at({ id: 'nobody' }))],
  ])('that nobody started is not found by %s', async (_call, act) => {
    const answer = await read(act())
    expectError(answer, 404, 'not-found')
    expect(answer.body.error.message).toBe('There is no run "nobody".')
  })
})
