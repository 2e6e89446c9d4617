/** Every kind of store, for what all of them do. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { openPostgresqlStore } from '../../lib/store/postgresql/postgresql-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossglass-stores-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

/** Each with what opens an empty one. */
export const stores = [
  ['sqlite', () => openSqliteStore(join(folder, `${files++}.db`))],
  ['postgresql', async () => openPostgresqlStore(await createDatabase(inject('postgresql')))],
  ['memory', async () => createMemoryStore()],
] as const
