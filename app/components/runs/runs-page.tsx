'use client'
import Link from 'next/link'
import { isLive } from '../../../lib/run.ts'
import type { RunsQuery } from '../../../lib/store/store.ts'
import { worstFirst } from '../../../lib/summary/attention.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { ImportButton } from '../dropped/import-button.tsx'
import { Reconnecting } from '../reconnecting.tsx'
import { useDeletion } from '../undo-bar.tsx'
import { useNow } from '../use-now.ts'
import { Filters } from './filters.tsx'
import { LiveHeading } from './live-heading.tsx'
import { liveItemOf } from './live-item.ts'
import { LiveSection } from './live-section.tsx'
import { RunTable } from './run-table.tsx'
import { useSelection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { StartTraining, type TrainingChoices } from './start-training.tsx'
import { usePrintedAddress } from './use-printed-address.ts'
import { useRowKeys } from './use-row-keys.ts'
import { type StoredRows, useRunRows } from './use-run-rows.ts'
import { Welcome } from './welcome.tsx'

type Props = {
  stored: StoredRows
  next: string | null
  query: RunsQuery
  projects: readonly string[]
  losses: readonly string[]
  choices: TrainingChoices
}

/** Every run: live ones on top, trouble first; ended ones as a table. */
export function RunsPage({ stored, next, query, projects, losses, choices }: Props) {
  usePrintedAddress()
  const { rows, connected, liveCount } = useRunRows(stored, query)
  const selected = useSelection()
  const { hidden } = useDeletion()
  const shown = rows.filter(({ view }) => !hidden.includes(view.run.id))
  const isRunning = shown.some(({ view: { run } }) => isLive(run))
  const now = useNow(isRunning) ?? stored.readAt
  const live = worstFirst(
    shown.filter(({ view: { run } }) => isLive(run)).map((row) => liveItemOf(row, now)),
    ({ tone }) => tone,
  )
  const ended = shown
    .filter(({ view: { run } }) => !isLive(run))
    .sort((a, b) => compareStart(a, b, query.sort))
  const order = [...live.map(({ row }) => row), ...ended].map(({ view }) => view.run.id)
  const current = useRowKeys(order)

  const isFiltered = Boolean(query.q || query.project || query.status || query.loss || query.cursor)
  if (rows.length === 0 && !isFiltered) return <Welcome choices={choices} />
  return (
    <main>
      {!connected && <Reconnecting />}
      <div className="spread">
        <LiveHeading live={live} liveCount={liveCount} />
        <div className="row">
          <ImportButton />
          <Link href="/connect" className="button">
            Connect a program
          </Link>
          <Link href="/sweeps" className="button">
            Sweeps
          </Link>
          <StartTraining choices={choices} isMain={live.length === 0} />
        </div>
      </div>
      {live.length > 0 && <LiveSection {...{ live, selected, current, order }} />}
      <div className="spread table-head">
        <Filters query={query} projects={projects} losses={losses} />
        <SelectionBar selected={selected.filter((id) => !hidden.includes(id))} shown={order} />
      </div>
      {ended.length > 0 ? (
        <RunTable rows={ended} {...{ selected, current, order }} />
      ) : (
        <p className="soft none">{isFiltered ? 'No run is like that.' : 'No run has ended yet.'}</p>
      )}
      {next && (
        <p className="row">
          <Link className="button" href={`/?${new URLSearchParams({ ...textOf(query), cursor: next })}`}>
            Older runs
          </Link>
        </p>
      )}
    </main>
  )
}

function compareStart(a: RunRow, b: RunRow, sort: RunsQuery['sort']): number {
  if (sort === 'name') return a.view.run.name.localeCompare(b.view.run.name)
  const older = a.view.run.startedAt - b.view.run.startedAt
  return sort === 'oldest' ? older : -older
}

function textOf({ project, status, loss, q, sort }: RunsQuery): Record<string, string> {
  const given = Object.entries({ project, status, loss, q, sort }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Record<string, string>
}
