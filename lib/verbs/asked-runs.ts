/** Runs that are asked for, out of all that the store has. All that verbs know of how it is searched stands here. */
import { comparedRunOf } from '../compare/packed-runs.ts'
import { askedOf, fieldsOf } from '../compare/run-fields.ts'
import { matches, parseQuery, unknownField } from '../query/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunRecord, RunsQuery, Store } from '../store/store.ts'
import { createTurns } from '../turns.ts'

type RunStore = Pick<Store, 'listRuns'>

/** A portion keeps others waiting for some 10 ms. */
const runsAtATime = 100

export type AskedRuns = Pick<RunsQuery, 'project' | 'status'> & { query?: string | undefined }

/** Newest first. Refuses a query that cannot be read, or that asks by a name which no run has. */
export async function askedRuns(
  store: RunStore,
  { query: text = '', project, status }: AskedRuns,
): Promise<RunRecord[]> {
  const parsed = parseQuery(text)
  if ('fault' in parsed) throw new Refusal('invalid', parsed.fault.sentence, 'query')
  const records = await allRuns(store, { project, status })
  const { query } = parsed
  if (!query) return records
  const compared = records.map(comparedRunOf)
  const fault = records.length ? unknownField(query, new Set(fieldsOf(compared).keys())) : null
  if (fault) throw new Refusal('invalid', fault, 'query')
  return records.filter((_, i) => matches(query, askedOf(compared[i] as (typeof compared)[number])))
}

async function allRuns(store: RunStore, filter: Pick<RunsQuery, 'project' | 'status'>): Promise<RunRecord[]> {
  const turns = createTurns()
  const records: RunRecord[] = []
  let cursor: string | undefined
  do {
    const page = await store.listRuns({ ...filter, sort: 'newest', limit: runsAtATime, cursor })
    records.push(...page.runs)
    cursor = page.next ?? undefined
    await turns()
  } while (cursor !== undefined)
  return records
}

/** The newest runs that have this text in name, id, project or a tag, and then the newest of all. */
export async function runsLike(store: RunStore, text: string, limit: number): Promise<RunRecord[]> {
  const lists = [{ q: text }, {}].map((filter) => store.listRuns({ ...filter, sort: 'newest', limit }))
  const records = (await Promise.all(lists)).flatMap(({ runs }) => runs)
  return [...new Map(records.map((record) => [record.run.id, record])).values()]
}
