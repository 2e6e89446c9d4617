import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { startRun } from '../../lib/client.ts'
import { clientOf, closeAll, portOf, serve, statusIn } from './serving.ts'

/** A large database takes its time to open; the port is taken before. */
vi.mock('../../lib/store/sqlite/sqlite-store.ts', async (original) => {
  const real = await original<typeof import('../../lib/store/sqlite/sqlite-store.ts')>()
  return {
    async openSqliteStore(file: string) {
      await setTimeout(700)
      return real.openSqliteStore(file)
    },
  }
})
afterEach(closeAll)

it('a program that comes while the server still opens its database is not turned away for good', async () => {
  const before = await serve()
  await before.close()
  const starting = serve({ folder: before.folder, port: portOf(before) })
  await setTimeout(100)
  const run = startRun({ id: 'a' }, clientOf(before))
  run.log(1, { 'train/loss': 1 })
  expect(await run.accepted).toEqual({ ok: true })
  await run.finish()
  expect(await statusIn(await starting, 'a')).toBe('finished')
})
