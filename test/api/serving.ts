/** The route handlers over a store of their own, called as functions. */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ingestDoor } from '../../lib/http/ingest.ts'
import { openapi } from '../../lib/http/openapi.ts'
import { createJudge } from '../../lib/matrix/judge.ts'
import { createScorer } from '../../lib/matrix/scorer.ts'
import { factsOf } from '../../lib/recorder/facts.ts'
import { createRecorder } from '../../lib/recorder/recorder.ts'
import { Refusal } from '../../lib/refusal.ts'
import { root } from '../../lib/root.ts'
import { isLive, type RunEvent } from '../../lib/run.ts'
import { createListRows } from '../../lib/server/list-rows.ts'
import { provideServices, type Services } from '../../lib/server/services.ts'
import { createSweepKeeper } from '../../lib/server/sweep-keeper.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { createTokens } from '../../lib/tokens/keeper.ts'
import { points, started } from '../store/points.ts'

export type Served = Services & {
  /** Runs that a connected source has, and the commands that it was handed. */
  connected: Set<string>
  commands: unknown[]
  published: RunEvent[]
}

export function serveApi(store: Store = createMemoryStore()): Served {
  const connected = new Set<string>()
  const commands: unknown[] = []
  const published: RunEvent[] = []
  let kept = defaultSettings
  const refuseUnless = (ok: boolean) => {
    if (!ok) throw new Refusal('conflict', 'Another program has it, or none.')
  }
  const recorder = createRecorder({
    store,
    factsOf,
    publish: (events) => published.push(...events),
    now: Date.now,
  })
  const judge = createJudge(store)
  const served: Served = {
    ...{
      store,
      connected,
      commands,
      published,
      version: '1.2.3',
      describeApi: () => openapi('1.2.3'),
      isShared: false,
    },
    readPythonClient: () => readFile(join(root, 'python', 'lossglass.py'), 'utf8'),
    readOwn: async () => new Response('No pages are here.', { status: 404 }),
    recorder,
    rows: createListRows(store, recorder),
    tokens: createTokens({ store, stored: [], now: Date.now, changed() {} }),
    sweeps: createSweepKeeper({
      store,
      recorder,
      now: Date.now,
      url: () => address,
      token: undefined,
      drivenElsewhere: async () => [],
    }),
    sources: {
      async command(command) {
        refuseUnless(connected.has(command.runId))
        commands.push(command)
      },
      assertFree: async (runId) => refuseUnless(!connected.has(runId)),
      assertStoppable: async (run) => refuseUnless(isLive(run) || connected.has(run.id)),
      commandFromElsewhere: () => false,
      connected: () => [],
      expect() {},
      committed() {},
      close() {},
    },
    pages: { publish() {}, allBehind() {}, close() {} },
    notifier: {
      announce: () => null,
      recant() {},
      committed() {},
      async takeUp() {},
      remember() {},
      tick() {},
      async test() {
        return null
      },
      async idle() {},
      async close() {},
    },
    judge,
    scorer: createScorer(judge),
    showRows: async (_task, _hash, rows) => rows.map((row) => ({ cells: { row: String(row) } })),
    settings: {
      read: () => kept,
      async reload() {},
      async write(settings) {
        kept = settings
      },
    },
    async startTraining(options) {
      if ((options as { task?: string })?.task !== 'digits')
        throw new Refusal('invalid', 'There is no such task.')
      await served.recorder.record([{ type: 'run-started', run: { id: 'new', source: 'runner' }, time: 1 }])
      const record = await store.readRun('new')
      if (!record) throw new Error('no run')
      return record.run
    },
  }
  provideServices(served)
  return served
}

/** `POST /api/ingest` of these services on a port of its own. */
export async function openDoor({ recorder, sources }: Services): Promise<{ url: string; close(): void }> {
  const door = ingestDoor({ recorder, sources, now: Date.now })
  const server = createServer((request, response) => void door(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/ingest`
  return { url, close: () => server.close() }
}

export const address = 'http://localhost:3000'

export function get(path: string): Request {
  return new Request(`${address}${path}`)
}

/** A request with this body, as JSON unless it is text already. */
export function send(body: unknown, method = 'POST'): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Request(address, { method, body: text })
}

export const at = <Params>(params: Params) => ({ params: Promise.resolve(params) })

/** Status and body of an answer; a body that is no JSON stays text. */
export async function read(response: Response | Promise<Response>) {
  const { status, headers } = await response
  const text = await (await response).text()
  const isJson = headers.get('content-type')?.startsWith('application/json')
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
  return { status, body: (isJson ? JSON.parse(text) : text) as any }
}

const sentence = /^\S[^\n]*[.!?…]$|: [^\n]+$/

/** What every fault looks like. */
export function expectError(
  answer: { status: number; body: { error?: Record<string, unknown> } },
  status: number,
  code: string,
) {
  expect(answer.status).toBe(status)
  expect(Object.keys(answer.body)).toEqual(['error'])
  expect(answer.body.error).toMatchObject({ code, message: expect.stringMatching(sentence) })
  expect(JSON.stringify(answer.body)).not.toContain(root)
}

/** Two runs: "a" with three series and a NaN, and "b" with nothing yet. */
export const twoRuns: readonly RunEvent[] = [
  started('a', { name: 'first', project: 'digits', tags: ['night'], loss: { id: 'mse', params: {} } }),
  points('a', 'train/loss', [1, 2, 3], [2, Number.NaN, 0.5]),
  points('a', 'lr', [1, 2], [0.1, 0.01]),
  points('a', 'val/accuracy', [1, 2], [0.5, 0.25]),
  { type: 'run-started', run: { id: 'b', name: 'second' }, time: 1_800_000_000_000 },
]
