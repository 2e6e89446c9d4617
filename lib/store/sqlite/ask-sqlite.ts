/** Reads a SQLite file on a connection of its own. */
import type { Asker } from '../asker.ts'
import { createRunSearcher } from '../sql/run-search.ts'
import { openConnection } from './connection.ts'
import { answerNow } from './sqlite-answer.ts'

export function askSqlite(file: string): Asker {
  const connection = openConnection(file, { readOnly: true })
  const runs = createRunSearcher()
  return {
    answer: async (asking) => answerNow(connection, asking),
    searchRuns: async (search, changed) => answerNow(connection, runs.search(search, changed)),
    close: async () => connection.close(),
  }
}
