'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { watch } from '../../../lib/live/page-socket.ts'
import { type RunEvent, runIdOf } from '../../../lib/run.ts'
import { isAmong, type RunFilter } from '../../../lib/search/run-filter.ts'
import type { SearchedRun } from '../../../lib/search/searched-run.ts'
import {
  hasMissed,
  type PackedEnded,
  type PackedLive,
  unpackEnded,
  unpackLive,
} from '../../../lib/summary/packed-row.ts'
import { applyToRow, type RunRow } from '../../../lib/summary/run-row.ts'
import type { RunSummary } from '../../../lib/summary/run-summary.ts'
import { loadRowFields, type RowFields } from '../loaded.ts'
import { createPacer } from '../pacer.ts'
import { mostLive, readLiveRuns } from './live-runs.ts'
import { selection } from './selection.ts'

/**
 * The server may read the rows before an event and deliver them after it: events younger than this are applied to new
 * rows again.
 */
const recentMs = 10_000

/** The shortest time between two pictures of the list: thirty programs log three hundred times a second. */
const pictureMs = 100

/** How long after the page hears of events it asks whether some came before: others ask then too. */
const askMs = 50

/** The rows as they came with the page, and when they were read. */
export type StoredRows = {
  live: readonly PackedLive[]
  ended: readonly PackedEnded[]
  /** Names of what the cells of ended rows have. */
  columns: readonly string[]
  readAt: number
}

/** Pages that were shown before: one of them comes again from the browser's memory by *Back*, and may be old. */
const shownBefore = new Set<number>()

type LiveRows = { rows: RunRow[]; connected: boolean; liveCount: number }

/** The rows of the list, kept true by every event of any run; read again by the server when something was missed. */
export function useRunRows(stored: StoredRows, filter: RunFilter): LiveRows {
  const router = useRouter()
  const [rows, setRows] = useState(() => byId(stored))
  const [connected, setConnected] = useState(true)
  const [liveCount, setLiveCount] = useState(0)
  /** Ahead of `rows` by what has come since the last picture. */
  const newest = useRef(rows)
  const recent = useRef<{ at: number; events: readonly RunEvent[] }[]>([])
  /** Only a query needs them. */
  const fields = useRef<RowFields | null>(null)
  const known = useRef({ rows, filter, liveCount })
  known.current = { rows, filter, liveCount }

  useEffect(() => {
    const events = recent.current.filter(({ at }) => at > Date.now() - recentMs).flatMap((one) => one.events)
    newest.current = withEvents(byId(stored), events, asker(known.current.filter, fields.current))
    setRows(newest.current)
  }, [stored])

  const first = useRef(stored.readAt)
  useEffect(() => {
    const isOld = shownBefore.has(first.current)
    let isFirst = !isOld
    shownBefore.add(first.current)
    let isOver = false
    const pacer = createPacer(() => setRows(newest.current), pictureMs)

    /** Whether the runs are still those that the page came with. */
    async function lookForMissed(): Promise<void> {
      const since = performance.now()
      await new Promise((resolve) => setTimeout(resolve, askMs))
      try {
        const { filter } = known.current
        const read = await readLiveRuns(since)
        const query = filter.q ? await loadRowFields() : null
        const runs = read.filter((run) =>
          query ? query.isAskedFor(searchedOf(run), filter) : isAmong(run, filter),
        )
        if (isOver) return
        setLiveCount(runs.length)
        if (hasMissed(known.current.rows, runs, mostLive)) router.refresh()
      } catch {
        // The server is away: the next connect reads again.
      }
    }

    function hear(events: readonly RunEvent[]): void {
      if (isOver) return
      const now = Date.now()
      recent.current = [...recent.current.filter(({ at }) => at > now - recentMs), { at: now, events }]
      // Deleted anywhere: it cannot be compared any more.
      selection.remove(events.flatMap((event) => (event.type === 'run-deleted' ? [event.runId] : [])))
      // Of a run that begins anew the page has not what a card shows.
      if (events.some((event) => beginsAnew(newest.current, event))) router.refresh()
      newest.current = withEvents(newest.current, events, asker(known.current.filter, fields.current))
      pacer.ask()
      // A run that is not shown may begin to need somebody.
      const moves = ({ type }: RunEvent) => type.startsWith('run-') || type === 'finding'
      if (known.current.liveCount > mostLive && events.some(moves)) void lookForMissed()
    }

    const stop = watch(
      { runs: true },
      {
        onReady() {
          if (!isFirst) router.refresh()
          isFirst = false
          void lookForMissed()
        },
        onEvents(events) {
          if (!known.current.filter.q || fields.current) return hear(events)
          loadRowFields().then(
            (loaded) => {
              fields.current = loaded
              hear(events)
            },
            () => {
              // The server is away: the next connect reads all again.
            },
          )
        },
        onConnection: setConnected,
      },
    )
    return () => {
      isOver = true
      pacer.stop()
      stop()
    }
  }, [router])
  // Of what is all in the list the list itself knows best how many are live.
  return { rows: [...rows.values()], connected, liveCount: liveCount > mostLive ? liveCount : 0 }
}

function byId({ live, ended, columns }: StoredRows): ReadonlyMap<string, RunRow> {
  const rows = [...live.map(unpackLive), ...ended.map((row) => unpackEnded(row, columns))]
  return new Map(rows.map((row) => [row.view.run.id, row]))
}

/** Of its findings a summary has the one that speaks for it. */
function searchedOf({ latest, best, headline, ...run }: RunSummary): SearchedRun {
  return { run, latest, best, findings: headline ? [headline] : [] }
}

/**
 * Whether the list asks for a row. Of one that came with the page not all is known that may be searched; that it is asked
 * for is. `fields` are there where the list has a query.
 */
function asker(filter: RunFilter, fields: RowFields | null): (row: RunRow, isKnown: boolean) => boolean {
  return (row, isKnown) =>
    isKnown || !fields ? isAmong(row.view.run, filter) : fields.isAskedFor({ ...row, ...row.view }, filter)
}

function beginsAnew(known: ReadonlyMap<string, RunRow>, event: RunEvent): boolean {
  return event.type === 'run-started' && known.get(event.run.id)?.drawn !== undefined
}

function withEvents(
  known: ReadonlyMap<string, RunRow>,
  events: readonly RunEvent[],
  isAsked: (row: RunRow, isKnown: boolean) => boolean,
): ReadonlyMap<string, RunRow> {
  const rows = new Map(known)
  for (const event of events) {
    const id = runIdOf(event)
    const before = rows.get(id)
    const row = heard(applyToRow(before ?? null, event), event)
    if (row && isAsked(row, before !== undefined)) rows.set(id, row)
    else rows.delete(id)
  }
  return rows
}

/** Silence is counted by this page's clock: that of the program may be hours off. What was said of the run is old now. */
function heard(row: RunRow | null, event: RunEvent): RunRow | null {
  if (!row) return null
  return {
    ...row,
    ...(row.said && { said: { ...row.said, isOld: true } }),
    ...(event.type === 'points' && { heardAt: Date.now() }),
  }
}
