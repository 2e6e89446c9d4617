/** The migrations of a folder, and which of them a database lacks. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

export type Migration = { name: string; sql: string; checksum: string }

/** In order. Refuses a database that holds one which this version does not have. */
export function missingMigrations(folder: string, applied: readonly string[]): Migration[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const names = entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort()
  const unknown = applied.find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new Refusal(
      'cannot-start',
      `The database was made by a newer Lossglass (it has the migration ${unknown}): update this copy, or name another database with --db.`,
    )
  return names
    .filter((name) => !applied.includes(name))
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}
