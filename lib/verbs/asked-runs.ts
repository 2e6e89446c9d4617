/** Runs that are asked for by a query, out of all that the store has. */
import { comparedRunOf } from '../compare/packed-runs.ts'
import { askedOf, fieldsOf } from '../compare/run-fields.ts'
import { matches, parseQuery, unknownField } from '../query/index.ts'
import { Refusal } from '../refusal.ts'
import type { RunRecord, RunsQuery, Store } from '../store/store.ts'

const runsAtATime = 500

export type AskedRuns = Pick<RunsQuery, 'project' | 'status'> & { query?: string | undefined }

/** Newest first. Refuses a query that cannot be read, or that asks by a name which no run has. */
export async function askedRuns(
  store: Pick<Store, 'listRuns'>,
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

async function allRuns(
  store: Pick<Store, 'listRuns'>,
  filter: Pick<RunsQuery, 'project' | 'status'>,
): Promise<RunRecord[]> {
  const records: RunRecord[] = []
  let cursor: string | undefined
  do {
    const page = await store.listRuns({ ...filter, sort: 'newest', limit: runsAtATime, cursor })
    records.push(...page.runs)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return records
}
