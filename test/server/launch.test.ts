import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { recoverKept } from '../../lib/delivery/recover-predictions.ts'
import { launchTraining } from '../../lib/server/launch.ts'
import { watchedStore } from '../recorder/recording.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lossglass-launch-'))
  vi.stubEnv('HOME', home)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})

/** Starts a training that reaches no server. */
function launch(options: object) {
  const world = watchedStore()
  const folder = join(home, '.lossglass', 'spool')
  const run = launchTraining(options, {
    ...world,
    recoverSpools: () => recoverKept(world.store, world.recorder, { folder }),
    now: Date.now,
    url: () => 'http://127.0.0.1:9',
    token: undefined,
  })
  return { ...world, folder, run }
}

it('a training that could deliver nothing has its values, its end and its predictions taken in when it is gone', async () => {
  const { store, folder, run } = launch({ task: 'car-mileage', epochs: 3 })
  const { id } = await run
  await expect.poll(async () => (await store.readRun(id))?.run.status, { timeout: 40_000 }).toBe('finished')
  const losses = (await store.readPoints(id, { series: ['train/loss'] })).series[0]
  expect(losses?.steps).toHaveLength(3)
  await expect.poll(() => readdirSync(folder)).toEqual([])
  for (const which of ['best', 'last'] as const)
    expect(await store.readPredictions(id, which)).toMatchObject({ task: 'regression', rows: 78 })
}, 50_000)
