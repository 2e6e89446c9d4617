import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  DELETE as deleteUnknown,
  GET as getUnknown,
  PATCH as patchUnknown,
  POST as postUnknown,
  PUT as putUnknown,
} from '../../app/api/[...unknown]/route.ts'
import { POST as acknowledge } from '../../app/api/findings/[id]/acknowledge/route.ts'
import { GET as readPoints } from '../../app/api/runs/[id]/points/route.ts'
import { GET as listRuns } from '../../app/api/runs/route.ts'
import { GET as readPythonClient } from '../../app/lossglass.py/route.ts'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { points } from '../store/points.ts'
import { address, at, expectError, get, read, type Served, send, serveApi, twoRuns } from './serving.ts'

let served: Served
beforeEach(async () => {
  served = serveApi()
  await served.recorder.record(twoRuns)
})

describe('a fault of our own', () => {
  it('is a 500 without our insides', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.spyOn(served.store, 'searchRuns').mockRejectedValue(new Error('SQLITE_CORRUPT at /secret/file.db'))
    const answer = await read(listRuns(get('/api/runs')))
    expectError(answer, 500, 'internal')
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|SQLITE/)
    expect(printed).toHaveBeenCalledOnce()
    printed.mockRestore()
  })
})

describe('GET /lossglass.py', () => {
  const addressTo = async (headers: Record<string, string>) => {
    const answer = await readPythonClient(new Request(address, { headers }))
    expect(answer.headers.get('content-type')).toBe('text/x-python; charset=utf-8')
    return /^_ADDRESS = (.*)$/m.exec(await answer.text())?.[1]
  }

  it('logs to the server that it was fetched from, by the name it was asked by', async () => {
    expect(await addressTo({ host: 'localhost:4321' })).toBe('"http://localhost:4321"')
    expect(await addressTo({ host: '[::1]:80' })).toBe('"http://[::1]:80"')
    expect(await addressTo({ host: 'gpu.lab', 'x-forwarded-proto': 'https' })).toBe('"https://gpu.lab"')
  })

  it('lets no name in that could be read as a program', async () => {
    expect(await addressTo({ host: 'x"; import os' })).toBe('"http://127.0.0.1:3000"')
  })
})

describe('GET /api/runs/:id/points', () => {
  const pointsOf = async (search: string) => {
    const { status, body } = await read(readPoints(get(`/api/runs/a/points${search}`), at({ id: 'a' })))
    expect(status).toBe(200)
    return pointsFromJson(body)
  }

  it('gives every point of every series', async () => {
    const { series, complete } = await pointsOf('')
    expect(complete).toBe(true)
    expect(series.map(({ name, steps }) => [name, ...steps])).toEqual([
      ['lr', 1, 2],
      ['train/loss', 1, 2, 3],
      ['val/accuracy', 1, 2],
    ])
    expect(series[1]?.values).toEqual(Float64Array.of(2, Number.NaN, 0.5))
  })

  it.each<[string, unknown[]]>([
    [
      '?series=train/loss&series=lr',
      [
        ['lr', 1, 2],
        ['train/loss', 1, 2, 3],
      ],
    ],
    ['?series=train%2Floss&after=1', [['train/loss', 2, 3]]],
    ['?series=train/loss&from=2&to=2', [['train/loss', 2]]],
    ['?series=train/loss&after=9', [['train/loss']]],
    ['?series=nothing', []],
  ])('answers %s', async (search, expected) => {
    expect((await pointsOf(search)).series.map(({ name, steps }) => [name, ...steps])).toEqual(expected)
  })

  it('leaves out points where asked to, but none that is not finite', async () => {
    const values = Array.from({ length: 5000 }, (_, i) =>
      i === 3210 ? Number.POSITIVE_INFINITY : Math.cos(i),
    )
    await served.recorder.record([points('a', 'noise', [...values.keys()], values)])
    const { series, complete } = await pointsOf('?series=noise&buckets=20')
    expect(complete).toBe(false)
    expect(series[0]?.steps.length).toBeLessThan(200)
    expect(series[0]?.steps).toContain(3210)
  })

  it.each(['?from=x', '?after=', '?to=1.5', '?buckets=0', '?colour=red', '?series='])(
    'refuses %s',
    async (search) => {
      expectError(await read(readPoints(get(`/api/runs/a/points${search}`), at({ id: 'a' }))), 422, 'invalid')
    },
  )
})

describe('POST /api/findings/:id/acknowledge', () => {
  const id = 'a:non-finite:train/loss:2'

  it.each([id, encodeURIComponent(id)])('keeps that somebody has seen %s', async (given) => {
    const { status, body } = await read(acknowledge(send(''), at({ id: given })))
    expect(status).toBe(200)
    expect(body.finding).toMatchObject({ id, acknowledgedAt: expect.any(Number) })
    const again = await read(acknowledge(send(''), at({ id: given })))
    expect(again.body.finding.acknowledgedAt).toBe(body.finding.acknowledgedAt)
  })

  it.each(['nobody', '%', 'a%2'])('finds no %s', async (given) => {
    expectError(await read(acknowledge(send(''), at({ id: given }))), 404, 'not-found')
  })
})

describe('any other call', () => {
  it.each([
    ['GET', getUnknown],
    ['POST', postUnknown],
    ['PUT', putUnknown],
    ['PATCH', patchUnknown],
    ['DELETE', deleteUnknown],
  ] as const)('by %s is not found, and named', async (method, handle) => {
    const answer = await read(handle(new Request(`${address}/api/nonsense?x=1`, { method })))
    expectError(answer, 404, 'not-found')
    expect(answer.body.error.message).toContain(`${method} /api/nonsense`)
  })
})
