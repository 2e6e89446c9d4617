/** Brings a database to the schema of this version. No engine and no download: clusters are often cut off from the internet. */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import type { Connection } from './connection.ts'

/** The table that Prisma's own migration commands read and write, so that they accept the database. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, finished_at DATETIME, migration_name TEXT NOT NULL, logs TEXT,
  rolled_back_at DATETIME, started_at DATETIME NOT NULL DEFAULT current_timestamp,
  applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/** Applies what is missing. Refuses a database that holds a migration which this version does not have. */
export function migrate(connection: Connection, folder: string): void {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  connection.exec('BEGIN IMMEDIATE')
  try {
    connection.exec(migrationsTable)
    const applied = connection.prepare('SELECT migration_name FROM _prisma_migrations').all([]).flat()
    const unknown = applied.filter((name) => !names.includes(name as string))
    if (unknown.length)
      throw new Refusal(
        'cannot-start',
        `The database was made by a newer Lossglass (it has the migration ${unknown[0]}): update this copy, or name another database with --db.`,
      )
    for (const name of names.filter((name) => !applied.includes(name))) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      connection.exec(sql)
      connection
        .prepare(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
           VALUES (?, ?, ?, current_timestamp, 1)`,
        )
        .run([randomUUID(), createHash('sha256').update(sql).digest('hex'), name])
    }
    connection.exec('COMMIT')
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}
