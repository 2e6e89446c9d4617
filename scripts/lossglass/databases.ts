/** Databases that a command opens itself, without a server. */
import { existsSync } from 'node:fs'
import { Refusal, shown } from '../../lib/refusal.ts'
import { root } from '../../lib/root.ts'
import { type DatabaseSource, databaseOf } from '../../lib/store/database-source.ts'
import type { Engine } from '../../lib/store/engine.ts'
import { openPostgresqlEngine } from '../../lib/store/postgresql/postgresql-store.ts'
import { holdDatabase } from '../../lib/store/sqlite/database-lock.ts'
import { openSqliteEngine } from '../../lib/store/sqlite/sqlite-store.ts'

const touchedEveryMs = 2000

/** The default of `npm start`; a path that a person gives begins where they stand. */
export const usualDatabase = () => databaseOf(process.env.LOSSGLASS_DB ?? 'data/lossglass.db', root)

export function databaseNamed(text: unknown, flag: string): DatabaseSource {
  if (typeof text === 'string' && text !== '') return databaseOf(text, process.env.INIT_CWD ?? process.cwd())
  throw new Refusal('invalid', `${flag} names a database: a file, or postgresql://….`)
}

export function requireThere(source: DatabaseSource): void {
  if ('file' in source && !existsSync(source.file))
    throw new Refusal('not-found', `There is no database ${shown(source.file)}.`)
}

export const openEngine = async (source: DatabaseSource): Promise<Engine> =>
  'url' in source ? openPostgresqlEngine(source.url) : openSqliteEngine(source.file)

/** Keeps servers from a file meanwhile, and refuses one that a server has. Of PostgreSQL others may use the database. */
export function hold(source: DatabaseSource): () => void {
  if ('url' in source) return () => {}
  const lock = holdDatabase(source.file, 'lossglass copy')
  const touching = setInterval(lock.touch, touchedEveryMs).unref()
  return () => {
    clearInterval(touching)
    lock.release()
  }
}
