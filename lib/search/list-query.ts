/** What the address of a list says, as a question. Pure. */
import { matches, parseQuery } from '../query/index.ts'
import { Refusal } from '../refusal.ts'
import { isAmong, type ListQuery, type RunFilter } from './run-filter.ts'
import type { RunSearch } from './search.ts'
import { askedOf, type SearchedRun } from './searched-run.ts'

/** Refuses a query that cannot be read; `at` is the place where it stands. */
export function searchOf({ q, ...rest }: ListQuery, at = 'q'): RunSearch {
  const parsed = parseQuery(q ?? '')
  if ('fault' in parsed) throw new Refusal('invalid', parsed.fault.sentence, at)
  return { ...rest, query: parsed.query }
}

/** Whether a run that a page hears of is one that its list asks for. */
export function isAskedFor(searched: SearchedRun, filter: RunFilter): boolean {
  const parsed = parseQuery(filter.q ?? '')
  const query = 'query' in parsed ? parsed.query : null
  return isAmong(searched.run, filter) && (query === null || matches(query, askedOf(searched)))
}
