/** Brings a PostgreSQL database to the schema of this version. Several servers may start at once. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { missingMigrations } from '../migrations.ts'

/** The table that Prisma's own migration commands read and write, so that they accept the database. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/** Of the lock that one server holds while it migrates; any number will do, so long as it is always the same. */
const lockId = 0x10_55_61

/** Applies what is missing. Refuses a database that holds a migration which this version does not have. */
export async function migratePostgresql(pool: pg.Pool, folder: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockId])
    // A user who may not create tables may serve a database whose owner has made them.
    const known = await client.query("SELECT to_regclass('_prisma_migrations') AS made")
    if (known.rows[0].made === null) await client.query(migrationsTable)
    const { rows } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations',
    )
    const applied = rows.map((row) => row.migration_name)
    for (const { name, sql, checksum } of missingMigrations(folder, applied)) {
      await client.query(sql)
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksum, name],
      )
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
