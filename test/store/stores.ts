import { join } from 'node:path'
import { inject } from 'vitest'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { openPostgresqlStore } from '../../lib/store/postgresql/postgresql-store.ts'
import { openSqliteStore } from '../../lib/store/sqlite/sqlite-store.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'
import { ownFolder } from '../own-folder.ts'

const folder = ownFolder()

let files = 0

/** Each with what opens an empty one. */
export const stores = [
  ['sqlite', () => openSqliteStore(join(folder, `${files++}.db`))],
  ['postgresql', async () => openPostgresqlStore(await createDatabase(inject('postgresql')))],
  ['memory', async () => createMemoryStore()],
] as const
