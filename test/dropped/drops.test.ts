/** Files that are dropped on a page: kept, read by another process, stored as runs, gone. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadDrop } from '../../lib/dropped/drop.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { getJson } from '../e2e/pages.ts'

let server: Served
beforeAll(async () => {
  server = await serve()
}, 60_000)
afterAll(() => server?.close())

const newDrop = () => randomBytes(16).toString('hex')

async function keep(drop: string, path: string, body: string): Promise<Response> {
  const address = `${server.url}/api/drops/${drop}/files?path=${encodeURIComponent(path)}`
  return fetch(address, { method: 'POST', body })
}

async function read(drop: string, how: object): Promise<{ status: number; answer: ReadDrop }> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(how)
  const response = await fetch(`${server.url}/api/drops/${drop}`, { method: 'POST', headers, body })
  return { status: response.status, answer: (await response.json()) as ReadDrop }
}

const messageOf = async (response: Response) => (await response.json()).error.message as string
const csv = 'tick,fit,name\n5,3,x\n10,2,y\n15,nan,z\n'

describe('files that are dropped', () => {
  it('are told of before they are stored, with what could be the step, and are gone afterwards', async () => {
    const drop = newDrop()
    expect((await keep(drop, 'my/log.csv', csv)).status).toBe(204)
    expect((await keep(drop, 'my/notes.txt', 'no log')).status).toBe(204)
    const { answer: told } = await read(drop, { isDry: true })
    expect(told.troubles).toEqual(['my/notes.txt: it is no log that is known.'])
    expect(told.runs).toMatchObject([
      {
        name: 'my/log',
        format: 'CSV',
        file: 'my/log.csv',
        series: ['tick', 'fit'],
        points: 6,
        outcome: 'not sent',
      },
    ])
    expect(told.runs[0]?.columns).toEqual({ step: null, names: ['tick', 'fit', 'name'] })
    const { answer: meant } = await read(drop, { isDry: true, mapping: { step: 'tick' } })
    expect(meant.runs).toMatchObject([{ series: ['fit'], points: 3 }])
    expect(await getJson(`${server.url}/api/runs`)).toMatchObject({ runs: [] })

    const { answer: stored } = await read(drop, { isDry: false, mapping: { step: 'tick' } })
    expect(stored.runs).toMatchObject([{ outcome: 'new' }])
    const points = await getJson(`${server.url}/api/runs/${stored.runs[0]?.id}/points`)
    expect(points).toMatchObject({
      series: [{ name: 'fit', steps: [5, 10, 15], values: [3, 2, 'NaN'] }],
    })
    expect((await read(drop, { isDry: true })).status).toBe(404)
    expect(existsSync(join(server.folder, 'lossglass.db.dropped'))).toBe(false)
  })

  it('are the same run when they are dropped again, and another when only their name is the same', async () => {
    const ids = []
    const rows = 'step,loss\n0,2.3\n'
    for (const body of [`${rows}1,2\n`, `${rows}1,2\n`, `${rows}1,2.1\n`]) {
      const drop = newDrop()
      await keep(drop, 'results.csv', body)
      const { answer } = await read(drop, { isDry: false })
      ids.push([answer.runs[0]?.id, answer.runs[0]?.outcome])
    }
    expect(ids[1]).toEqual([ids[0]?.[0], 'known'])
    expect(ids[2]?.[1]).toBe('new')
    expect(ids[2]?.[0]).not.toBe(ids[0]?.[0])
  })

  it.each(['../out.csv', 'a/../../out.csv', '', '.', 'a\0b', `${'x'.repeat(251)}`, '..\\out.csv'])(
    'are refused under %j, which is no path within them',
    async (path) => {
      const response = await keep(newDrop(), path, csv)
      expect(response.status).toBe(422)
      expect(await messageOf(response)).toContain('no path of a file')
    },
  )

  it('are refused where one is named as a folder of another, and without a path', async () => {
    const drop = newDrop()
    await keep(drop, 'a', csv)
    expect((await keep(drop, 'a/b.csv', csv)).status).toBe(422)
    const pathless = await fetch(`${server.url}/api/drops/${drop}/files`, { method: 'POST', body: csv })
    expect(await messageOf(pathless)).toContain('A file has a path')
  })

  it('are thrown away when the dialog is closed', async () => {
    const drop = newDrop()
    await keep(drop, 'a.csv', csv)
    expect((await fetch(`${server.url}/api/drops/${drop}`, { method: 'DELETE' })).status).toBe(204)
    expect((await read(drop, { isDry: true })).status).toBe(404)
  })
})
