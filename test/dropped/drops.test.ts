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
        outcome: 'new',
      },
    ])
    expect(told.runs[0]?.columns).toEqual({ step: null, names: ['tick', 'fit', 'name'] })
    const { answer: meant } = await read(drop, { isDry: true, mappings: { 'my/log.csv': { step: 'tick' } } })
    expect(meant.runs).toMatchObject([{ series: ['fit'], points: 3 }])
    expect(await getJson(`${server.url}/api/runs`)).toMatchObject({ runs: [] })

    const { answer: stored } = await read(drop, {
      isDry: false,
      mappings: { 'my/log.csv': { step: 'tick' } },
    })
    expect(stored.runs).toMatchObject([{ outcome: 'new' }])
    const points = await getJson(`${server.url}/api/runs/${stored.runs[0]?.id}/points`)
    expect(points).toMatchObject({
      series: [{ name: 'fit', steps: [5, 10, 15], values: [3, 2, 'NaN'] }],
    })
    expect((await read(drop, { isDry: true })).status).toBe(404)
    expect(existsSync(join(server.folder, 'lossglass.db.dropped'))).toBe(false)
  })

  it('are the same run when they are dropped again or have grown, and another when only name and start are the same', async () => {
    const found: unknown[][] = []
    // A header that is long says nothing of the training.
    const rows = `step,loss,${'x'.repeat(2000)}\n0,2.3,1\n`
    for (const rest of ['1,2,1\n', '1,2,1\n', '1,2,1\n2,1.9,1\n', '1,2.1,1\n', '1,2.1,1\n2,1.7,1\n']) {
      const drop = newDrop()
      await keep(drop, 'results.csv', rows + rest)
      const { answer: told } = await read(drop, { isDry: true })
      const { answer } = await read(drop, { isDry: false })
      expect(told.runs).toEqual(answer.runs)
      found.push([answer.runs[0]?.id, answer.runs[0]?.outcome])
    }
    const [[first], , , [other]] = found as [[string], unknown, unknown, [string]]
    expect(other).not.toBe(first)
    expect(found).toEqual([
      [first, 'new'],
      [first, 'known'],
      [first, 'grown'],
      [other, 'new'],
      [other, 'grown'],
    ])
  })

  it('keep what is said of the columns of each to itself', async () => {
    const drop = newDrop()
    await keep(drop, 'a.csv', 'it2,loss,x\n5,3,1\n6,2,1\n')
    await keep(drop, 'b.csv', 'it2,acc,y\n5,0.1,1\n6,0.2,1\n')
    const { answer } = await read(drop, {
      isDry: true,
      mappings: { 'a.csv': { step: 'it2', only: ['loss'] }, 'b.csv': { only: ['y'] } },
    })
    expect(answer.runs.map(({ file, series }) => [file, series])).toEqual([
      ['a.csv', ['loss']],
      ['b.csv', ['y']],
    ])
    expect(answer.troubles).toEqual([])
  })

  it('are looked at wherever they lie, and named when they are no logs', async () => {
    const drop = newDrop()
    await keep(drop, 'venv/.git/metrics.csv', csv)
    await keep(drop, 'node_modules/x.bin', 'no log')
    const { answer } = await read(drop, { isDry: true })
    expect(answer.runs).toHaveLength(1)
    expect(answer.troubles).toEqual(['node_modules/x.bin: it is no log that is known.'])
  })

  it('are not read while one is on its way, and of one that broke off nothing stays', async () => {
    const drop = newDrop()
    await keep(drop, 'whole.csv', csv)
    const aborted = new AbortController()
    let isHalf = () => {}
    const half = new Promise<void>((resolve) => {
      isHalf = resolve
    })
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('step,loss\n1,2\n'))
      },
      pull: () => isHalf(),
    })
    const address = `${server.url}/api/drops/${drop}/files?path=half.csv`
    const sending = fetch(address, {
      method: 'POST',
      body,
      signal: aborted.signal,
      duplex: 'half',
    } as RequestInit)
    await half
    await expect.poll(async () => (await read(drop, { isDry: true })).status).toBe(409)
    aborted.abort()
    await expect(sending).rejects.toThrow()
    await expect.poll(async () => (await read(drop, { isDry: true })).status).toBe(200)
    expect((await read(drop, { isDry: true })).answer.runs.map(({ file }) => file)).toEqual(['whole.csv'])
  })

  it('are refused under a path that another has, and make way for those of others', async () => {
    const drop = newDrop()
    await keep(drop, 'a/m.csv', csv)
    expect((await keep(drop, './a//m.csv', csv)).status).toBe(409)
    for (let i = 0; i < 12; i++) expect((await keep(newDrop(), 'a.csv', csv)).status).toBe(204)
    expect((await read(drop, { isDry: true })).status).toBe(404)
  })

  it.each(['../out.csv', 'a/../../out.csv', '', '.', `${'x'.repeat(251)}`, '..\\out.csv'])(
    'are refused under %j, which is no path within them',
    async (path) => {
      const response = await keep(newDrop(), path, csv)
      expect(response.status).toBe(422)
      expect(await messageOf(response)).toContain('no path of a file')
    },
  )

  it('are refused under a path with NUL, as every address with one is', async () => {
    expect((await keep(newDrop(), 'a\0b', csv)).status).toBe(400)
  })

  it('are gone for who reads them when they are thrown away meanwhile', async () => {
    const drop = newDrop()
    for (let i = 0; i < 20; i++) await keep(drop, `${i}.csv`, csv)
    const [{ status }] = await Promise.all([
      read(drop, { isDry: true }),
      fetch(`${server.url}/api/drops/${drop}`, { method: 'DELETE' }),
    ])
    expect(status).toBe(404)
  })

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
