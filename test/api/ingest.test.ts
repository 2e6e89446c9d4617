import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as readPoints } from '../../app/api/runs/[id]/points/route.ts'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { toJson } from '../../lib/number.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import { ownFolder } from '../own-folder.ts'
import { trickyValues } from '../store/points.ts'
import { at, get, openDoor, read, type Served, serveApi } from './serving.ts'

const folder = ownFolder()

const run = (id: string) => ({ type: 'run-started', run: { id } })
const loss = (runId: string, steps: unknown[], values: unknown[]) => ({
  type: 'points',
  runId,
  series: [{ name: 'train/loss', steps, values }],
})
let url: string
const sendBody = (body: BodyInit, headers = {}) => read(fetch(url, { method: 'POST', body, headers }))
const post = (body: unknown) => sendBody(typeof body === 'string' ? body : toJson(body))

describe.each([
  ['sqlite', () => openSqliteStore(join(folder, 'ingest.db'))],
  ['memory', async () => createMemoryStore()],
] as const)('POST /api/ingest over the %s store', (_kind, open) => {
  let served: Served
  beforeAll(async () => {
    served = serveApi(await open())
    const door = await openDoor(served)
    url = door.url
    return () => {
      door.close()
      return served.store.close()
    }
  })

  it('keeps 1,000 points bit for bit, NaN and infinities among them', async () => {
    const values = Array.from({ length: 1000 }, (_, i) => trickyValues[i % trickyValues.length] as number)
    expect(await post({ events: [run('bits'), loss('bits', [...values.keys()], values)] })).toEqual({
      status: 200,
      body: { accepted: 2 },
    })
    const { body } = await read(readPoints(get('/api/runs/bits/points'), at({ id: 'bits' })))
    const { series, complete } = pointsFromJson(body)
    expect(complete).toBe(true)
    expect(series[0]?.steps).toEqual(Float64Array.from(values.keys()))
    expect(Array.from(series[0]?.values ?? []).findIndex((value, i) => !Object.is(value, values[i]))).toBe(-1)
    expect(series[0]?.values).toHaveLength(1000)
  })

  it('takes NaN and infinities as the words that Python and others write', async () => {
    const text =
      '{"events":[{"type":"run-started","run":{"id":"words"}},{"type":"points","runId":"words","series":[{"name":"l","steps":[1,2,3],"values":["NaN","Infinity","-Infinity"],"times":[1700000000001,1700000000002,1700000000003]}]}]}'
    expect((await post(text)).status).toBe(200)
    const { body } = await read(readPoints(get('/api/runs/words/points'), at({ id: 'words' })))
    expect(body.series).toEqual([
      {
        name: 'l',
        steps: [1, 2, 3],
        values: ['NaN', 'Infinity', '-Infinity'],
        times: [1700000000001, 1700000000002, 1700000000003],
      },
    ])
  })

  it('takes bare NaN and infinities, which Python writes, and leaves texts that hold these words', async () => {
    const text =
      '{"events":[{"type":"run-started","run":{"id":"bare","notes":"NaN, \\"Infinity\\" and -Infinity"}},{"type":"points","runId":"bare","series":[{"name":"l","steps":[1,2,3,4],"values":[NaN,Infinity,-Infinity,"nan"]}]}]}'
    expect((await post(text)).status).toBe(200)
    const { body } = await read(readPoints(get('/api/runs/bare/points'), at({ id: 'bare' })))
    expect(body.series[0].values).toEqual(['NaN', 'Infinity', '-Infinity', 'NaN'])
    expect((await served.store.readRun('bare'))?.run.notes).toBe('NaN, "Infinity" and -Infinity')
  })

  it('takes -NaN, which C prints, and a byte-order mark before all', async () => {
    const text =
      '\ufeff{"events":[{"type":"run-started","run":{"id":"mark"}},{"type":"points","runId":"mark","series":[{"name":"l","steps":[1,2],"values":[-NaN,0.5]}]}]}'
    expect((await post(text)).status).toBe(200)
    const { body } = await read(readPoints(get('/api/runs/mark/points'), at({ id: 'mark' })))
    expect(body.series[0].values).toEqual(['NaN', 0.5])
  })

  it('may be sent again without harm', async () => {
    const events = [run('twice'), loss('twice', [1, 2], [2, 1])]
    for (let i = 0; i < 3; i++) expect((await post({ events })).status).toBe(200)
    expect((await served.store.readRun('twice'))?.series).toMatchObject([{ count: 2 }])
  })

  it.each<[string, unknown[], number, object]>([
    [
      'a word for a value',
      [run('none'), loss('none', [1, 2], [1, 'x'])],
      422,
      { code: 'invalid', at: 'events[1].series[0].values[1]' },
    ],
    [
      'null for a value',
      [run('none'), loss('none', [1], [null])],
      422,
      { code: 'invalid', at: 'events[1].series[0].values[0]' },
    ],
    [
      'half a step in the last of many',
      [run('none'), loss('none', [1], [1]), loss('none', [1.5], [1])],
      422,
      { code: 'invalid', at: 'events[2].series[0].steps[0]' },
    ],
    ['an unknown type', [run('none'), { type: 'x' }], 422, { code: 'invalid', at: 'events[1].type' }],
    [
      'points of a run that nobody started',
      [run('none'), loss('nobody', [1], [1])],
      404,
      { code: 'not-found' },
    ],
    [
      'points of an ended run',
      [run('none'), { type: 'run-ended', runId: 'none', status: 'finished' }, loss('none', [1], [1])],
      409,
      { code: 'conflict' },
    ],
  ])(
    'takes nothing of a message with %s, and says where the fault is',
    async (_what, events, status, error) => {
      const answer = await post({ events })
      expect(answer.status).toBe(status)
      expect(answer.body.error).toMatchObject({ ...error, message: expect.stringMatching(/^[^\n]{10,}$/) })
      expect(await served.store.readRun('none')).toBeNull()
    },
  )

  it('refuses a run that a connected program is writing', async () => {
    await post({ events: [run('taken')] })
    served.connected.add('taken')
    expect(await post({ events: [loss('taken', [1], [1])] })).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict' } },
    })
  })

  it.each<[string, string, number, string]>([
    ['no JSON', '{"events": [NaNs]}', 400, 'malformed'],
    ['nothing', '', 400, 'malformed'],
    ['no events', '{}', 422, 'invalid'],
    ['null', 'null', 422, 'invalid'],
    ['a list', '[]', 422, 'invalid'],
    ['events that are no list', '{"events": 1}', 422, 'invalid'],
  ])('refuses %s', async (_what, text, status, code) => {
    expect(await post(text)).toMatchObject({ status, body: { error: { code } } })
  })

  it.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['identity', (text: string) => text],
  ] as const)('takes a body that was packed with %s', async (encoding, pack) => {
    const body = toJson({
      events: [run(`${encoding}-body`), loss(`${encoding}-body`, [1, 2], [1, Number.NaN])],
    })
    expect(await sendBody(pack(body) as BodyInit, { 'content-encoding': encoding })).toEqual({
      status: 200,
      body: { accepted: 2 },
    })
    const { series } = await served.store.readPoints(`${encoding}-body`, {})
    expect(series[0]?.values).toEqual(Float64Array.of(1, Number.NaN))
  })

  it.each<[string, Uint8Array | string, string]>([
    ['what is not packed though it says so', '{"events":[]}', 'gzip'],
    ['what is packed and broken off', gzipSync('{"events":[]}').subarray(0, 20), 'gzip'],
    ['what is packed in a way that is not taken', '{"events":[]}', 'br'],
    ['raw deflate', deflateRawSync('{"events":[]}'), 'deflate'],
  ])('refuses %s', async (_what, body, encoding) => {
    expect(await sendBody(body as BodyInit, { 'content-encoding': encoding })).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed', message: expect.stringMatching(/^The body c[^\n]+\.$/) } },
    })
  })
})
