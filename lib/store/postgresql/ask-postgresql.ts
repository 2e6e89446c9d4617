/** Reads a PostgreSQL database on connections of its own. */
import type { Asker } from '../asker.ts'
import { openPool } from './pools.ts'
import { answerLater } from './postgresql-answer.ts'
import { searchRuns } from './run-search.ts'

/** Long reads that go on at a time: others of this server wait. */
const connections = 4

export function askPostgresql(url: string): Asker {
  const pool = openPool(url, connections)
  return {
    answer: (asking) => answerLater(pool, asking),
    searchRuns: (search) => searchRuns(pool, search),
    close: () => pool.end(),
  }
}
