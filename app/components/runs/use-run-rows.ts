'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { watch } from '../../../lib/live/page-socket.ts'
import { type RunEvent, runIdOf } from '../../../lib/run.ts'
import { applyToRow, type RunRow } from '../../../lib/summary/run-row.ts'

/** The server may read the rows before an event and deliver them after it: events younger than this are applied to new rows again. */
const recentMs = 10_000

/** The rows of the list, kept true by every event of any run; read again by the server after a gap. */
export function useRunRows(stored: readonly RunRow[]): { rows: RunRow[]; connected: boolean } {
  const router = useRouter()
  const [rows, setRows] = useState(() => byId(stored))
  const [connected, setConnected] = useState(true)
  const recent = useRef<{ at: number; events: readonly RunEvent[] }[]>([])

  useEffect(() => {
    const events = recent.current.filter(({ at }) => at > Date.now() - recentMs).flatMap((one) => one.events)
    setRows(withEvents(byId(stored), events))
  }, [stored])

  useEffect(
    () =>
      watch(
        { runs: true },
        {
          onReady: () => router.refresh(),
          onEvents(events) {
            const now = Date.now()
            recent.current = [...recent.current.filter(({ at }) => at > now - recentMs), { at: now, events }]
            setRows((known) => withEvents(known, events))
          },
          onConnection: setConnected,
        },
      ),
    [router],
  )
  return { rows: [...rows.values()], connected }
}

function byId(rows: readonly RunRow[]): ReadonlyMap<string, RunRow> {
  return new Map(rows.map((row) => [row.view.run.id, row]))
}

function withEvents(
  known: ReadonlyMap<string, RunRow>,
  events: readonly RunEvent[],
): ReadonlyMap<string, RunRow> {
  const rows = new Map(known)
  for (const event of events) {
    const id = runIdOf(event)
    const row = applyToRow(rows.get(id) ?? null, event)
    if (row) rows.set(id, row)
    else rows.delete(id)
  }
  return rows
}
