/** Reads a SQLite file on a connection of its own. */
import type { Asker } from '../asker.ts'
import { openConnection } from './connection.ts'
import { searchRuns } from './run-search.ts'
import { answerNow } from './sqlite-answer.ts'

export function askSqlite(file: string): Asker {
  const connection = openConnection(file, { readOnly: true })
  return {
    answer: async (asking) => answerNow(connection, asking),
    searchRuns: async (search) => searchRuns(connection, search),
    close: async () => connection.close(),
  }
}
