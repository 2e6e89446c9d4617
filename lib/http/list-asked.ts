/** What an address asks of the list of runs, as far as it can be read. */
import { parse } from '../parse.ts'
import { Refusal } from '../refusal.ts'
import { searchOf } from '../search/list-query.ts'
import type { ListQuery } from '../search/run-filter.ts'
import { runsQuery } from './schema.ts'

export type ListAsked = {
  query: ListQuery
  /** A sentence for each part that is left out, since it cannot be read. */
  faults: string[]
}

/** Part by part: a slip in one is no reason to show none of the runs. `limit`: of runs where the address names none. */
export function listAsked(address: Readonly<Record<string, string>>, limit: number): ListAsked {
  const faults: string[] = []
  const readable = Object.entries(address).filter(([name, value]) => {
    try {
      searchOf(parse(runsQuery, { [name]: value }))
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults.push(error.message)
      return false
    }
  })
  return { query: parse(runsQuery, { limit, ...Object.fromEntries(readable) }), faults }
}
