'use client'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { isLive } from '../../../lib/run.ts'
import type { ListQuery } from '../../../lib/search/run-filter.ts'
import type { FoundRuns } from '../../../lib/search/search.ts'
import { worstFirst } from '../../../lib/summary/attention.ts'
import { awayTitle, listTitle } from '../../../lib/summary/tab-title.ts'
import { ImportButton } from '../dropped/import-button.tsx'
import { loadWords, useLoaded } from '../loaded.ts'
import { useDeletion } from '../undo-bar.tsx'
import { useNow } from '../use-now.ts'
import { useSame } from '../use-same.ts'
import { useTabTitle } from '../use-tab-title.ts'
import { ListHead } from './list-head.tsx'
import { ListPages } from './list-pages.tsx'
import { LiveHeading } from './live-heading.tsx'
import { liveItemOf, wantsWords } from './live-item.ts'
import { LiveSection } from './live-section.tsx'
import { RunTable } from './run-table.tsx'
import { useSelection } from './selection.ts'
import type { TrainingChoices } from './start-dialog.tsx'
import { StartTraining } from './start-training.tsx'
import { usePrintedAddress } from './use-printed-address.ts'
import { useRowKeys } from './use-row-keys.ts'
import { type StoredRows, useRunRows } from './use-run-rows.ts'

/** Seen once, by whoever has no run yet. */
const Welcome = dynamic(() => import('./welcome.tsx').then((loaded) => loaded.Welcome))

type Props = {
  stored: StoredRows
  /** The page of ended runs. */
  ended: FoundRuns
  /** Why no run is found; null where that is not known. */
  hint: string | null
  query: ListQuery
  /** The search of the address, also one that cannot be read. */
  typed: string
  /** What of the address is left out, and why: a sentence each. */
  faults: readonly string[]
  /** Chosen ones; null for the usual. */
  columns: readonly string[] | null
  projects: readonly string[]
  losses: readonly string[]
  choices: TrainingChoices
}

/** Every run: live ones on top, trouble first; ended ones as a table. */
export function RunsPage(props: Props) {
  const { stored, ended: found, hint, query, typed, faults, columns, projects, losses, choices } = props
  usePrintedAddress()
  const { rows, connected, liveCount } = useRunRows(stored, query)
  const selected = useSelection()
  const { hidden } = useDeletion()
  const shown = rows.filter(({ view }) => !hidden.includes(view.run.id))
  const isRunning = shown.some(({ view: { run } }) => isLive(run))
  // While the server is away nothing is known of how long a program has been silent.
  const now = useNow(isRunning && connected) ?? stored.readAt
  const liveRows = shown.filter(({ view: { run } }) => isLive(run))
  const said = useLoaded(loadWords, liveRows.some(wantsWords))
  const live = worstFirst(
    liveRows.map((row) => liveItemOf(row, now, said)),
    ({ tone }) => tone,
  )
  useTabTitle(connected ? listTitle(live.map(({ tone }) => tone)) : awayTitle())
  // What has ended since the page was made stands on top.
  const place = new Map(found.ids.map((id, i) => [id, i]))
  const ended = useSame(
    shown
      .filter(({ view: { run } }) => !isLive(run))
      .sort((a, b) => (place.get(a.view.run.id) ?? -1) - (place.get(b.view.run.id) ?? -1)),
  )
  const order = useSame([...live.map(({ row }) => row), ...ended].map(({ view }) => view.run.id))
  const current = useRowKeys(order)

  const isFiltered = Boolean(query.q || query.project || query.status || query.loss || query.cursor)
  if (rows.length === 0 && !isFiltered) return <Welcome choices={choices} />
  return (
    <main>
      {faults.length > 0 && (
        <p className="notice warning spread">
          <span>Part of this address cannot be read and is left out. {faults.join(' ')}</span>
          <Link href="/">All runs</Link>
        </p>
      )}
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
      <ListHead
        {...{ query, typed, found, projects, losses, columns, order }}
        shownColumns={stored.columns}
        selected={selected.filter((id) => !hidden.includes(id))}
      />
      {ended.length > 0 ? (
        <RunTable rows={ended} columns={stored.columns} sort={query.sort} {...{ selected, current, order }} />
      ) : (
        <p className="soft none">{hint ?? noneEnded(isFiltered, live.length > 0)}</p>
      )}
      <ListPages {...{ query, columns, found }} shown={ended.length} />
    </main>
  )
}

function noneEnded(isFiltered: boolean, isAnyLive: boolean): string {
  if (!isFiltered) return 'No run has ended yet.'
  return isAnyLive ? 'No run that has ended is like that.' : 'No run is like that.'
}
