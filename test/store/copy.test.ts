import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { copyDatabase } from '../../lib/store/copy/copy-database.ts'
import type { Engine } from '../../lib/store/engine.ts'
import { openPostgresqlEngine } from '../../lib/store/postgresql/postgresql-store.ts'
import { createDatabaseStore } from '../../lib/store/prisma/database-store.ts'
import { run as write } from '../../lib/store/sql/asking.ts'
import { openSqliteEngine } from '../../lib/store/sqlite/sqlite-store.ts'
import type { Store } from '../../lib/store/store.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'
import { ownFolder } from '../own-folder.ts'
import { noWatches, points, started, trickyValues } from './points.ts'

const folder = ownFolder()

const finding: Finding = {
  ...{ id: 'f', runId: 'full', code: 'diverged', severity: 'critical', series: 'train/loss', step: 7 },
  ...{ raisedStep: 9, raisedAt: 1.5, causes: ['x'], resolvedStep: null, acknowledgedAt: null },
  evidence: { now: Number.NaN },
}

/** Everything that a run can have. */
async function fill(store: Store): Promise<void> {
  const append = (events: RunEvent[], watches = noWatches) => store.append(events, watches)
  const rest = {
    params: { lr: 0.1, note: 'a "b"' },
    tags: ['x', 'ü'],
    seed: 1.5e300,
    loss: { id: 'mse', params: {} },
  }
  const watch = new Map([['full', { text: '{"n":1}', version: 0, next: 41 }]])
  await append([started('full', rest)], watch)
  await append([points('full', 'train/loss', [...trickyValues.keys()], trickyValues)])
  const long = Float64Array.from({ length: 60_000 }, (_, i) => 3 * i)
  await append([points('full', 'long', long, long.map(Math.sin))])
  await append([{ type: 'finding', runId: 'full', finding }])
  await append([
    { type: 'annotation', runId: 'full', id: 'n', step: 3, time: 1.7e12, text: 'ä', author: 'page' },
    { type: 'console', runId: 'full', lines: ['one', 'two'], from: null, at: 0 },
    { type: 'run-branched', runId: 'full', branch: { number: 1, from: 90_000, time: 1.7e12 } as never },
    points('full', 'long', [90_000, 90_001], [7, Number.NaN]),
    { type: 'run-ended', runId: 'full', status: 'finished', time: 1.7e12 },
  ])
  await append([started('empty')])
  await store.writeSetting('settings', '{"a":1}')
  await store.writeSetting('waiting-messages', '["mine"]')
}

async function all(store: Store) {
  const whole = await store.readPoints('full', {})
  return {
    runs: (await store.listRuns({ limit: 9 })).map((record) => ({ ...record, version: 0 })),
    whole,
    thin: await store.readPoints('full', { buckets: 40 }),
    earlier: await store.readPoints('full', { branch: 1 }),
    notes: await store.listAnnotations('full'),
    printed: await store.readConsole('full', {}),
    watch: await store.readWatches(['full', 'empty']),
    setting: await store.readSetting('settings'),
  }
}

it('a copy to the other engine and back is the same to the last bit, and goes on where it was stopped', async () => {
  const engines: Engine[] = [
    openSqliteEngine(join(folder, 'from.db')),
    await openPostgresqlEngine(await createDatabase(inject('postgresql'))),
    openSqliteEngine(join(folder, 'to.db')),
  ]
  const [sqlite, postgresql, back] = engines as [Engine, Engine, Engine]
  await fill(createDatabaseStore(sqlite))
  const wanted = await all(createDatabaseStore(sqlite))
  expect(wanted.earlier.series[0]?.steps.length).toBeGreaterThan(1000)

  expect(await copyDatabase(sqlite, postgresql, () => {})).toMatchObject({ copied: 2, same: 0, changed: 0 })
  expect(await copyDatabase(postgresql, back, () => {})).toMatchObject({ copied: 2, same: 0, changed: 0 })
  for (const copied of [postgresql, back]) expect(await all(createDatabaseStore(copied))).toEqual(wanted)
  expect(await createDatabaseStore(postgresql).readSetting('waiting-messages')).toBeNull()

  // As a copy that was stopped half-way leaves it.
  await postgresql.commit(write('DELETE FROM points WHERE step > ?', [1000]))
  expect(await copyDatabase(sqlite, postgresql, () => {})).toMatchObject({ copied: 1, same: 1, changed: 0 })
  expect(await all(createDatabaseStore(postgresql))).toEqual(wanted)

  // What goes on in the target later has ids of its own.
  await createDatabaseStore(postgresql).append(
    [started('later'), points('later', 'loss', [1], [2])],
    noWatches,
  )
  expect((await createDatabaseStore(postgresql).readPoints('later', {})).series[0]?.values[0]).toBe(2)
  for (const engine of engines) {
    await engine.reader.close()
    await engine.close()
  }
})
