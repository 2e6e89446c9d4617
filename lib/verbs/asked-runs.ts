/** Runs that are asked for, out of all that the store has. All that verbs know of how it is searched stands here. */
import { unknownField } from '../query/index.ts'
import { Refusal } from '../refusal.ts'
import { fieldKinds } from '../search/columns.ts'
import { searchOf } from '../search/list-query.ts'
import { type ListQuery, newestFirst } from '../search/run-filter.ts'
import type { RunSearch } from '../search/search.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { createTurns } from '../turns.ts'

export type RunStore = Pick<Store, 'searchRuns' | 'readRuns' | 'listFields'>

/** A portion keeps others waiting for some 10 ms. */
const runsAtATime = 100

export type AskedRuns = Pick<ListQuery, 'project' | 'status'> & { query?: string | undefined }

/** Refuses a query that cannot be read, or that asks by a name which no run has. */
export async function searchAsked(
  store: RunStore,
  { query: q, ...asked }: AskedRuns,
  how: Pick<RunSearch, 'sort' | 'limit' | 'isWeighed'>,
): Promise<RunSearch> {
  const search = { ...searchOf({ ...asked, q, ...how }, 'query'), isWeighed: how.isWeighed }
  if (search.query) {
    const fields = fieldKinds(await store.listFields(0))
    const fault = fields.size > 0 ? unknownField(search.query, new Set(fields.keys())) : null
    if (fault) throw new Refusal('invalid', fault, 'query')
  }
  return search
}

/** All of them, newest first. */
export async function askedRuns(store: RunStore, asked: AskedRuns): Promise<RunRecord[]> {
  const search = await searchAsked(store, asked, { sort: newestFirst, limit: Number.MAX_SAFE_INTEGER })
  return await recordsOf(store, (await store.searchRuns(search)).ids)
}

/** In this order. */
export async function recordsOf(store: RunStore, ids: readonly string[]): Promise<RunRecord[]> {
  const turns = createTurns()
  const records: RunRecord[] = []
  for (let at = 0; at < ids.length; at += runsAtATime) {
    records.push(...(await store.readRuns(ids.slice(at, at + runsAtATime))))
    await turns()
  }
  return records
}

/** The newest runs that have this text in what is known of them, and then the newest of all. */
export async function runsLike(store: RunStore, text: string, limit: number): Promise<RunRecord[]> {
  const all = { query: null, sort: newestFirst, limit }
  const found = await Promise.all([
    store.searchRuns({ ...all, query: { kind: 'word', text } }),
    store.searchRuns(all),
  ])
  return await store.readRuns([...new Set(found.flatMap(({ ids }) => ids))])
}
