'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { plural } from '../../../lib/format.ts'
import { isLive } from '../../../lib/run.ts'
import type { RunsQuery } from '../../../lib/store/store.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { deletion } from '../deletion.ts'
import { ImportButton } from '../dropped/import-button.tsx'
import { PanelBoundary } from '../panel-boundary.tsx'
import { Reconnecting } from '../reconnecting.tsx'
import { useDeletion } from '../undo-bar.tsx'
import { useKeys } from '../use-keys.ts'
import { useNow } from '../use-now.ts'
import { Filters } from './filters.tsx'
import { LiveCard } from './live-card.tsx'
import { mostRead } from './live-runs.ts'
import { RunTable } from './run-table.tsx'
import { StartTraining, type TrainingChoices } from './start-training.tsx'
import { usePrintedAddress } from './use-printed-address.ts'
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

/** Every run: live ones as cards that grow, ended ones as a table. */
export function RunsPage({ stored, next, query, projects, losses, choices }: Props) {
  const router = useRouter()
  usePrintedAddress()
  const { rows, connected, liveCount } = useRunRows(stored, query)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { hidden } = useDeletion()
  const shown = rows.filter(({ view }) => !hidden.includes(view.run.id))
  const live = shown.filter(({ view: { run } }) => isLive(run))
  const ended = shown.filter((row) => !live.includes(row)).sort((a, b) => compareStart(a, b, query.sort))
  const now = useNow(live.length > 0)
  const chosen = shown.map(({ view }) => view.run.id).filter((id) => selected.has(id))

  function select(id: string) {
    const changed = new Set(selected)
    if (!changed.delete(id)) changed.add(id)
    setSelected(changed)
  }
  const compareHref = `/compare?runs=${chosen.join(',')}`
  useKeys({ c: () => chosen.length > 0 && router.push(compareHref) })

  const isFiltered = Boolean(query.q || query.project || query.status || query.loss || query.cursor)
  if (rows.length === 0 && !isFiltered) return <Welcome choices={choices} />
  return (
    <main>
      {!connected && <Reconnecting />}
      <div className="spread">
        <h1>
          {live.length > 0
            ? liveCount >= mostRead
              ? `${mostRead} live runs or more`
              : plural(Math.max(live.length, liveCount), 'live run')
            : 'Runs'}
          {liveCount > live.length && live.length > 0 && (
            <span className="small soft"> · {live.length} shown</span>
          )}
        </h1>
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
      {live.length > 0 && (
        <ul className="live-cards">
          {live.map((row) => (
            <PanelBoundary
              key={row.view.run.id}
              what={`The card of ${row.view.run.name}`}
              draw={() => LiveCard({ row, now: now ?? stored.readAt })}
            />
          ))}
        </ul>
      )}
      <div className="spread table-head">
        <Filters query={query} projects={projects} losses={losses} />
        <div className="row small" aria-live="polite">
          {chosen.length > 0 && (
            <>
              <span className="soft">{chosen.length} selected</span>
              <Link className="button" href={compareHref}>
                Compare
              </Link>
              <button
                type="button"
                onClick={() => {
                  deletion.remove(chosen)
                  setSelected(new Set())
                }}
              >
                Delete
              </button>
            </>
          )}
        </div>
      </div>
      {ended.length > 0 ? (
        <RunTable rows={ended} selected={selected} onSelect={select} />
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
