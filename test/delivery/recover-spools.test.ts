import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { recoverSpools } from '../../lib/delivery/recover-spools.ts'
import { openSpool } from '../../lib/delivery/spool.ts'
import { noFacts } from '../../lib/detectors/detector.ts'
import { createRecorder } from '../../lib/recorder/recorder.ts'
import { Refusal } from '../../lib/refusal.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { points, started } from '../store/points.ts'

const { pid } = spawnSync(process.execPath, ['--version'])
const here = 'http://127.0.0.1:3000'
let folder: string
let said: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lossglass-recover-'))
  said = []
  vi.spyOn(console, 'error').mockImplementation((text) => void said.push(String(text)))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const store = () => createMemoryStore()
const recorderOf = (inner = store()) =>
  createRecorder({ store: inner, factsOf: () => noFacts, publish() {}, now: () => 0 })
const orphan = (run: string) => join(folder, `${run}.x.${pid}.jsonl`)
const keep = (run: string, address: string | null = here) =>
  openSpool(orphan(run), address).append([started(run), points(run, 'loss', [1], [1])])

it('takes in what is for this server, and leaves what is for another', async () => {
  const inner = store()
  keep('mine')
  keep('any', null)
  keep('other', 'http://127.0.0.1:3160')
  await recoverSpools(recorderOf(inner), { folder, addresses: ['http://localhost:3000'] })
  expect((await inner.readRuns(['mine', 'any', 'other'])).map(({ run }) => run.id)).toEqual(['mine', 'any'])
  expect(readdirSync(folder)).toEqual([`other.x.${pid}.jsonl`])
})

it('is stopped by no bad file: it is set aside or left, and said so once', async () => {
  const inner = store()
  mkdirSync(orphan('a-folder'))
  writeFileSync(orphan('b-numbers'), '5\n"text"\nnull\n')
  writeFileSync(
    orphan('c-columns'),
    '{"type":"points","runId":"nobody","series":[{"name":"l","steps":[1,2],"values":[1],"times":[]}]}\n',
  )
  keep('d-good')
  appendFileSync(orphan('d-good'), '{"type":"poi')
  for (let i = 0; i < 3; i++) await recoverSpools(recorderOf(inner), { folder, addresses: [here] })
  expect(await inner.readRun('d-good')).not.toBeNull()
  expect(existsSync(orphan('a-folder'))).toBe(true)
  expect(existsSync(`${orphan('c-columns')}.refused`)).toBe(true)
  expect(said.filter((text) => text.includes('a-folder'))).toHaveLength(1)
})

it.each(['{}', '[]', '{"type":"run-ended"}', '{"type":"run-started","run":{"id":"x"},"time":1}'])(
  'leaves the line %s out and takes the others',
  async (line) => {
    const inner = store()
    keep('mine')
    appendFileSync(orphan('mine'), `${line}\n`)
    openSpool(orphan('mine')).append([points('mine', 'loss', [2], [0.5])])
    await recoverSpools(recorderOf(inner), { folder, addresses: [here] })
    expect((await inner.readRun('mine'))?.series).toMatchObject([{ count: 2 }])
    expect(existsSync(orphan('mine'))).toBe(false)
  },
)

it('waits where the database takes nothing', async () => {
  keep('a')
  const inner = store()
  const full = {
    ...inner,
    append: async () => Promise.reject(new Refusal('unavailable', 'The disk is full.')),
  }
  await recoverSpools(recorderOf(full), { folder, addresses: [here] })
  expect(existsSync(orphan('a'))).toBe(true)
  await recoverSpools(recorderOf(inner), { folder, addresses: [here] })
  expect(await inner.readRun('a')).not.toBeNull()
})
