/** `lossglass backup` and `lossglass copy`: of a database whose disk gives out half-way, and what they do not take. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { createDatabaseStore } from '../../lib/store/prisma/database-store.ts'
import { openSqliteEngine } from '../../lib/store/sqlite/sqlite-store.ts'
import { ownFolder } from '../own-folder.ts'
import { noWatches, points, started } from '../store/points.ts'
import { lossglass } from './running.ts'

const folder = ownFolder()
const [whole, file] = [join(folder, 'whole.db'), join(folder, 'half.db')]
const run = (...args: string[]) => lossglass('http://127.0.0.1:9', ...args)

beforeAll(async () => {
  const engine = await openSqliteEngine(whole)
  const store = createDatabaseStore(engine)
  const steps = Float64Array.from({ length: 20_000 }, (_, i) => i)
  await store.append([started('a'), points('a', 'loss', steps, steps.map(Math.sin))], noWatches)
  await engine.reader.close()
  await engine.close()
  expect((await run('backup', file, '--db', whole)).status).toBe(0)
  // In its middle, where the points are, it is no longer what was written.
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 8192) * 4096
  writeFileSync(file, bytes.fill(0xff, middle, middle + 4096))
})

it('a backup that could not be made leaves no file with its name', async () => {
  const { status, stderr } = await run('backup', join(folder, 'backup.db'), '--db', file)
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^".*backup\.db" could not be made \(.*\)\.\n$/),
  ])
  expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual([])
})

it('a copy that stops says why in one sentence, and how it goes on', async () => {
  const { status, stderr } = await run('copy', '--from', file, '--to', join(folder, 'copy.db'))
  expect(status).toBe(1)
  expect(stderr).toMatch(/^The copy stopped \(.*\): once that is mended, the same command goes on\.\n$/)
})

it.each(['backup', 'copy'])('%s asks no server, and refuses the address of one', async (name) => {
  const { status, stderr } = await run(name, join(folder, 'backup.db'), '--server', 'http://10.0.0.7:3000')
  expect([status, stderr]).toEqual([1, expect.stringContaining(`the flags of lossglass ${name} are --`)])
  expect((await run(name, '--help')).stdout).not.toContain('--server')
})
