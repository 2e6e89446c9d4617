import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../../lib/store/sqlite/connection.ts'
import { migrate } from '../../../lib/store/sqlite/migrate.ts'
import { openSqliteStore } from '../../../lib/store/sqlite/sqlite-store.ts'
import { ownFolder } from '../../own-folder.ts'

const folder = ownFolder()
const migrations = join(import.meta.dirname, '../../../prisma/migrations')
const sentence = /^[A-Z][^\n]+\.$/

function appliedIn(file: string): unknown[][] {
  const connection = openConnection(file)
  try {
    return connection
      .prepare('SELECT migration_name, id, finished_at FROM _prisma_migrations ORDER BY migration_name')
      .all([])
  } finally {
    connection.close()
  }
}

describe('migrations', () => {
  it('bring a new database to the schema of this version, and are applied once', async () => {
    const file = join(folder, 'deep', 'er', 'new.db')
    await (await openSqliteStore(file)).close()
    const first = appliedIn(file)
    const names = readdirSync(migrations).filter((name) => !name.includes('.'))
    expect(first.map(([name]) => name)).toEqual(names.sort())
    await (await openSqliteStore(file)).close()
    expect(appliedIn(file)).toEqual(first)
  })

  it('leave a database of a newer version alone, and say so in one sentence', async () => {
    const file = join(folder, 'newer.db')
    await (await openSqliteStore(file)).close()
    const ours = appliedIn(file)
    const connection = openConnection(file)
    connection.exec(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '9999_next')",
    )
    connection.close()
    const opened = openSqliteStore(file)
    await expect(opened).rejects.toMatchObject({ name: 'Refusal', code: 'cannot-start' })
    await expect(opened).rejects.toThrow(sentence)
    await expect(opened).rejects.toThrow('9999_next')
    expect(appliedIn(file)).toHaveLength(ours.length + 1)
  })

  it('are undone when one of them fails, so that the next try begins where it was', () => {
    const own = mkdtempSync(join(folder, 'broken-'))
    const connection = openConnection(join(own, 'broken.db'))
    const broken = mkdtempSync(join(own, '0001_'))
    writeFileSync(join(broken, 'migration.sql'), 'CREATE TABLE half (a); CREATE TABLE half (a);')
    expect(() => migrate(connection, own)).toThrow('half')
    expect(connection.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all([])).toEqual([])
    writeFileSync(join(broken, 'migration.sql'), 'CREATE TABLE half (a);')
    migrate(connection, own)
    expect(connection.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all([])).toEqual([
      ['half'],
    ])
    connection.close()
  })
})

describe('a database that cannot be opened is refused in one sentence that names it', () => {
  const noDatabase = join(folder, 'text.db')
  writeFileSync(
    noDatabase,
    'This is a text, and a long one, so that it is no header of a database.\n'.repeat(50),
  )
  it.each([
    ['a file that is no database', noDatabase],
    ['a path below a file', join(noDatabase, 'below.db')],
    ['a folder', folder],
  ])('%s', async (_what, file) => {
    const opened = openSqliteStore(file)
    await expect(opened).rejects.toMatchObject({ name: 'Refusal', code: 'cannot-start' })
    await expect(opened).rejects.toThrow(sentence)
    await expect(opened).rejects.toThrow(file)
    await expect(opened).rejects.not.toThrow(/ConnectionFailed|: 14/)
  })
})
