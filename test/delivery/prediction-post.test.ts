import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPredictionPost } from '../../lib/delivery/prediction-post.ts'
import { recoverKept } from '../../lib/delivery/recover-predictions.ts'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder } from '../../lib/recorder/recorder.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { predictions } from '../predictions/made.ts'
import { noWatches, started } from '../store/points.ts'

const { pid: gone } = spawnSync(process.execPath, ['--version'])
const made = predictions([[0.25], [Number.NaN]], [0, 1], {
  ...{ which: 'best', step: 12, kind: 'logits' },
  classNames: ['no', 'a&b'],
})
let folder: string
let server: Server
let asked: { url: string; authorization: string | undefined }[]
let status: number
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lossglass-post-'))
  asked = []
  status = 201
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'Too much of it.' } }))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterEach(() => {
  server.close()
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const urlOf = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const post = (url = urlOf()) =>
  createPredictionPost({ runId: 'a', url, token: 'secret', spoolFolder: folder })

it('brings predictions to the server, with the token', async () => {
  const own = post()
  await own.send([made])
  expect(await own.close(true)).toEqual([])
  expect(asked).toHaveLength(1)
  expect(asked[0]?.authorization).toBe('Bearer secret')
  expect(asked[0]?.url).toContain('/api/runs/a/predictions?which=best&step=12')
  expect(readdirSync(folder)).toEqual([])
})

it('tells what the server refuses, and does not ask again', async () => {
  status = 413
  const own = post()
  await own.send([made])
  expect(await own.close(true)).toEqual(['The predictions of the best epoch are not kept. Too much of it.'])
  expect(asked).toHaveLength(1)
})

it('tries once more when the run is not there yet, or the server is in trouble', async () => {
  for (const trouble of [404, 503]) {
    status = trouble
    const own = post()
    await own.send([made])
    status = 201
    expect(await own.close(true)).toEqual([])
  }
  expect(asked).toHaveLength(4)
})

it('keeps them in a file while the server is away, which the next server takes in with the run', async () => {
  const own = post('http://127.0.0.1:9')
  await own.send([made])
  const [sentence] = await own.close(false)
  expect(sentence).toMatch(/could not be delivered, and wait in .*\.predictions\.$/)
  const [name] = readdirSync(folder) as [string]
  const store = createMemoryStore()
  const recorder = createRecorder({ store, factsOf: () => noFacts, publish() {}, now: () => 0 })
  await store.append([started('a')], noWatches)
  const from = { folder, addresses: ['http://localhost:9'] }
  await recoverKept(store, recorder, from)
  expect(await store.readPredictions('a', 'best'), 'its writer lives').toBeNull()
  renameSync(join(folder, name), join(folder, name.replace(`.${process.pid}.`, `.${gone}.`)))
  await recoverKept(store, recorder, { ...from, addresses: ['http://localhost:10'] })
  expect(await store.readPredictions('a', 'best'), 'it is for another server').toBeNull()
  await recoverKept(store, recorder, from)
  const kept = await store.readPredictions('a', 'best')
  expect(Array.from(kept?.outputs ?? [])).toEqual([0.25, Number.NaN])
  expect(kept).toMatchObject({ step: 12, task: 'binary', kind: 'logits', classNames: ['no', 'a&b'] })
  expect(readdirSync(folder)).toEqual([])
})

it('sets a file aside whose run is gone', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const own = post('http://127.0.0.1:9')
  await own.send([made])
  await own.close(false)
  const [name] = readdirSync(folder) as [string]
  renameSync(join(folder, name), join(folder, name.replace(`.${process.pid}.`, `.${gone}.`)))
  const store = createMemoryStore()
  const recorder = createRecorder({ store, factsOf: () => noFacts, publish() {}, now: () => 0 })
  await recoverKept(store, recorder, { folder })
  expect(readdirSync(folder)[0]).toMatch(/\.predictions\.refused$/)
  expect(printed.mock.calls[0]?.[0]).toContain('There is no run "a".')
})
