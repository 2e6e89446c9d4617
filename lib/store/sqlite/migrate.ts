/** Brings a database to the schema of this version. No engine and no download: clusters are often cut off from the internet. */
import { randomUUID } from 'node:crypto'
import { missingMigrations } from '../migrations.ts'
import type { Connection } from './connection.ts'

/** The table that Prisma's own migration commands read and write, so that they accept the database. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, finished_at DATETIME, migration_name TEXT NOT NULL, logs TEXT,
  rolled_back_at DATETIME, started_at DATETIME NOT NULL DEFAULT current_timestamp,
  applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/** Applies what is missing. Refuses a database that holds a migration which this version does not have. */
export function migrate(connection: Connection, folder: string): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    connection.exec(migrationsTable)
    const applied = connection.prepare('SELECT migration_name FROM _prisma_migrations').all([]).flat()
    for (const { name, sql, checksum } of missingMigrations(folder, applied as string[])) {
      connection.exec(sql)
      connection
        .prepare(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
           VALUES (?, ?, ?, current_timestamp, 1)`,
        )
        .run([randomUUID(), checksum, name])
    }
    connection.exec('COMMIT')
  } catch (error) {
    connection.exec('ROLLBACK')
    throw error
  }
}
