/** The migrations of both databases come to what schema.prisma says: a change of one alone fails here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { root } from '../../lib/root.ts'
import { earlierSeries, ofNoRun, ofRuns, predictionNumbers, runs } from '../../lib/store/copy/tables.ts'
import { migratePostgresql } from '../../lib/store/postgresql/migrate-postgresql.ts'
import { rollups } from '../../lib/store/sql/rollup-rows.ts'
import { series } from '../../lib/store/sql/series-row.ts'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { migrate } from '../../lib/store/sqlite/migrate.ts'
import { createDatabase } from '../../scripts/services/postgresql.ts'

type Columns = Record<string, { type: string; isOptional: boolean }>
type Tables = Record<string, Columns>

/** By model: what Prisma says of its scalar fields. */
function tablesOfSchema(): Tables {
  const schema = readFileSync(join(root, 'prisma', 'schema.prisma'), 'utf8')
  const tables: Tables = {}
  for (const [, body = ''] of schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)) {
    const columns: Columns = {}
    for (const [, name = '', type = '', mark, rest = ''] of body.matchAll(
      /^ {2}(\w+) +(String|Int|BigInt|Float|Boolean|Bytes)(\??)(?:$| (.*)$)/gm,
    ))
      columns[/@map\("(\w+)"\)/.exec(rest)?.[1] ?? name] = { type, isOptional: mark === '?' }
    tables[/@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''] = columns
  }
  return tables
}

const sqliteTypes: Record<string, string> = {
  ...{ TEXT: 'String', INTEGER: 'Int', BIGINT: 'BigInt', REAL: 'Float', BOOLEAN: 'Boolean', BLOB: 'Bytes' },
}
const postgresqlTypes: Record<string, string> = {
  ...{ text: 'String', integer: 'Int', bigint: 'BigInt', 'double precision': 'Float' },
  ...{ boolean: 'Boolean', bytea: 'Bytes' },
}

function tablesOfSqlite(names: readonly string[]): Tables {
  const connection = openConnection(':memory:')
  migrate(connection, join(root, 'prisma', 'migrations'))
  const tables = names.map((table) => {
    const rows = connection.prepare(`SELECT name, type, "notnull" FROM pragma_table_info('${table}')`).all([])
    const columns = rows.map(([name, type, isRequired]) => {
      return [String(name), { type: sqliteTypes[String(type)] ?? String(type), isOptional: isRequired === 0 }]
    })
    return [table, Object.fromEntries(columns)]
  })
  connection.close()
  return Object.fromEntries(tables)
}

async function tablesOfPostgresql(names: readonly string[]): Promise<Tables> {
  const pool = new pg.Pool({ connectionString: await createDatabase(inject('postgresql')) })
  try {
    await migratePostgresql(pool, join(root, 'prisma', 'postgresql'))
    const { rows } = await pool.query<{ table: string; name: string; type: string; nullable: string }>(
      `SELECT table_name AS table, column_name AS name, data_type AS type, is_nullable AS nullable
       FROM information_schema.columns WHERE table_name = ANY ($1)`,
      [names],
    )
    const tables: Tables = {}
    for (const { table, name, type, nullable } of rows) {
      const columns = tables[table] ?? {}
      columns[name] = { type: postgresqlTypes[type] ?? type, isOptional: nullable === 'YES' }
      tables[table] = columns
    }
    return tables
  } finally {
    await pool.end()
  }
}

it('is what is copied from one database to another', () => {
  const { points: _, ...copied } = tablesOfSchema()
  const tables = [runs, ...ofRuns, predictionNumbers, series, earlierSeries, rollups, ...ofNoRun]
  const columns = tables.map(({ name, columns }) => [
    name,
    Object.keys(columns)
      .map((column) => column.replaceAll('"', ''))
      .sort(),
  ])
  const wanted = Object.entries(copied).map(([name, columns]) => [name, Object.keys(columns).sort()])
  expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(wanted))
})

it('is the schema of both databases', async () => {
  const said = tablesOfSchema()
  expect(Object.keys(said)).toContain('points')
  expect(Object.keys(said.runs ?? {})).toContain('version')
  expect(tablesOfSqlite(Object.keys(said))).toEqual(said)
  expect(await tablesOfPostgresql(Object.keys(said))).toEqual(said)
})
