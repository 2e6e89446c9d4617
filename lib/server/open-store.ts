/** Opens the database of a server: a SQLite file, which it has alone, or one of PostgreSQL, which several may share. */
import { openPostgresqlStore } from '../store/postgresql/postgresql-store.ts'
import { watchPostgresql } from '../store/postgresql/watch-postgresql.ts'
import type { DatabaseSource } from '../store/reader.ts'
import { holdDatabase } from '../store/sqlite/database-lock.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import { watchSqlite } from '../store/sqlite/watch-sqlite.ts'
import type { WatchedStore } from '../store/watched-store.ts'

export type OpenedStore = {
  store: WatchedStore
  /** Says that this server is there, every few seconds. */
  touch(): void
  close(): Promise<void>
}

/** `address` is that of this server. Refuses what cannot be opened, and a file that another server has. */
export async function openStore(source: DatabaseSource, address: string): Promise<OpenedStore> {
  if ('url' in source) {
    const store = watchPostgresql(await openPostgresqlStore(source.url), source.url)
    return { store, touch() {}, close: store.close }
  }
  const { file } = source
  const lock = holdDatabase(file, address)
  try {
    const store = watchSqlite(await openSqliteStore(file), file)
    lock.touch()
    return {
      store,
      touch: lock.touch,
      async close() {
        await store.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
