/** Reads on a thread of its own, from whichever database it is. */
import type { Asker } from './asker.ts'
import { askPostgresql } from './postgresql/ask-postgresql.ts'
import type { DatabaseSource } from './reader.ts'
import { askSqlite } from './sqlite/ask-sqlite.ts'

export function openAsker(source: DatabaseSource): Asker {
  return 'url' in source ? askPostgresql(source.url) : askSqlite(source.file)
}
