/** Reads a PostgreSQL database on connections of its own. */
import { createLock } from '../../lock.ts'
import type { Asker } from '../asker.ts'
import { type Asking, rows } from '../sql/asking.ts'
import { createRunSearcher } from '../sql/run-search.ts'
import { openPool } from './pools.ts'
import { answerLater } from './postgresql-answer.ts'

/** Long reads that go on at a time: others of this server wait. */
const connections = 4

export function askPostgresql(url: string): Asker {
  const pool = openPool(url, connections)
  const runs = createRunSearcher()
  // What a search keeps, the next one goes on from.
  const acquire = createLock()
  let known = new Map<string, string>()

  /** Which runs were written since the search before, by whichever server: every row tells by which transaction. */
  function* changedRuns(): Asking<string[]> {
    const found = (yield* rows('SELECT id, CAST(xmin AS TEXT) FROM runs', [])) as [string, string][]
    const now = new Map(found)
    const ids = new Set([...known.keys(), ...now.keys()])
    const changed = [...ids].filter((id) => known.get(id) !== now.get(id))
    known = now
    return changed
  }

  return {
    answer: (asking) => answerLater(pool, asking),
    async searchRuns(search) {
      const release = await acquire()
      try {
        const changed = await answerLater(pool, changedRuns())
        return await answerLater(pool, runs.search(search, changed))
      } finally {
        release()
      }
    },
    close: () => pool.end(),
  }
}
