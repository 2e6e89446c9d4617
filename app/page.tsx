import { listAsked } from '../lib/http/list-asked.ts'
import { unknownField } from '../lib/query/index.ts'
import { Refusal } from '../lib/refusal.ts'
import { fieldKinds, readColumns, usualListColumns } from '../lib/search/columns.ts'
import { searchOf } from '../lib/search/list-query.ts'
import type { ListQuery } from '../lib/search/run-filter.ts'
import { type FoundRuns, liveSearch, type RunSearch } from '../lib/search/search.ts'
import { services } from '../lib/server/services.ts'
import { mostLive } from './components/runs/live-runs.ts'
import { RunsPage } from './components/runs/runs-page.tsx'
import { trainingChoices } from './components/runs/training-choices.ts'
import './components/runs/live.css'
import './components/runs/list.css'

export const dynamic = 'force-dynamic'

/** Runs on one page of the list. */
const pageSize = 100
const mostColumns = 30

/** What of the address says how the list looks, and not what is in it. */
const ofPicture: ReadonlySet<string> = new Set(['live', 'columns'])

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What is found, live runs and ended ones, or why the database does not tell. */
async function findRuns(query: ListQuery): Promise<{ live: FoundRuns; ended: FoundRuns } | Refusal> {
  const { store } = services()
  try {
    const search = searchOf(query)
    const [live, ended] = await Promise.all([
      store.searchRuns(liveSearch(search, mostLive)),
      store.searchRuns({ ...search, isLive: false }),
    ])
    return { live, ended }
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Why nothing is found, where the search asks by a name that no run has; null where it does not. */
async function hintOf({ query }: RunSearch, found: { live: FoundRuns; ended: FoundRuns }) {
  if (query === null || found.live.total + found.ended.total > 0) return null
  const known = fieldKinds(await services().store.listFields(0))
  return unknownField(query, new Set(known.keys()))
}

/** All runs: live ones first, then the ended ones that the address asks for. */
export default async function Page({ searchParams }: Props) {
  const { store, rows } = services()
  const params = await searchParams
  const asked = Object.entries(params).filter(
    ([name, value]) => typeof value === 'string' && value !== '' && !ofPicture.has(name),
  )
  const address = Object.fromEntries(asked) as Record<string, string>
  const { query, faults } = listAsked(address, pageSize)
  const found = await findRuns(query)
  if (found instanceof Refusal)
    return (
      <main>
        <p className="notice warning">The runs cannot be read. {found.message}</p>
      </main>
    )
  const chosen = typeof params.columns === 'string' ? readColumns(params.columns) : null
  const columns = (chosen ?? usualListColumns).slice(0, mostColumns)
  const { live, ended } = found
  const [liveRows, endedRows, projects] = await Promise.all([
    rows.live(live.ids),
    rows.ended(ended.ids, columns),
    store.listProjects(),
  ])
  const losses = [...new Set(endedRows.flatMap(([, , , , loss]) => loss ?? []))].sort()
  return (
    <RunsPage
      stored={{ live: liveRows, ended: endedRows, columns, readAt: Date.now() }}
      ended={ended}
      hint={await hintOf(searchOf(query), found)}
      query={query}
      typed={address.q ?? ''}
      faults={faults}
      columns={chosen}
      projects={projects}
      losses={losses}
      choices={trainingChoices}
    />
  )
}
