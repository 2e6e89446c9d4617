import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { healthDoor } from '../../lib/http/health.ts'

let trouble: string | null = null
let url: string
beforeAll(async () => {
  const door = healthDoor({ kind: 'memory', version: '1.2.3', trouble: () => trouble })
  const server = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(418).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return () => server.close()
})
beforeEach(() => {
  trouble = null
})

it('says what runs here', async () => {
  const answer = await fetch(`${url}/api/health?token=t`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(await answer.json()).toEqual({ ok: true, version: '1.2.3', store: 'memory' })
})

it('says with 503 what is wrong with the database', async () => {
  trouble = 'The disk of runs.db is full: free some space.'
  const answer = await fetch(`${url}/api/health`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ok: false, trouble })
})

it('answers HEAD without a body and tells its methods', async () => {
  const head = await fetch(`${url}/api/health`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const options = await fetch(`${url}/api/health`, { method: 'OPTIONS' })
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
})

it('leaves other addresses to others', async () => {
  expect((await fetch(`${url}/api/healthy`)).status).toBe(418)
})
