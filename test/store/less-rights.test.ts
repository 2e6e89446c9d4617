import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { openPostgresqlStore } from '../../lib/store/postgresql/postgresql-store.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'
import { noWatches, started } from './points.ts'

it('a user of PostgreSQL who may not create tables serves a database whose tables are there', async () => {
  const url = await createDatabase(inject('postgresql'))
  await (await openPostgresqlStore(url)).close()
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  const role = `few_rights_${process.pid}`
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'p'`)
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`)
  await owner.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`)
  const address = Object.assign(new URL(url), { username: role, password: 'p' }).href
  const store = await openPostgresqlStore(address)
  await store.append([started('a')], noWatches)
  expect((await store.readRun('a'))?.run.id).toBe('a')
  await store.close()
  await owner.query(`DROP OWNED BY ${role}`)
  await owner.query(`DROP ROLE ${role}`)
  await owner.end()
})
