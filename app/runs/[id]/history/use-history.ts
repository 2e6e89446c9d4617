'use client'
import { useEffect, useState } from 'react'
import type { HistoryEntry } from '../../../../lib/history/history.ts'
import { watch } from '../../../../lib/live/page-socket.ts'
import type { RunEvent } from '../../../../lib/run.ts'
import { ask } from '../../../components/ask.ts'

/** What happens is read together; what only points may tell, a learning rate, less often. */
const afterEventMs = 200
const afterPointsMs = 5000

export type ReadHistory = { entries: readonly HistoryEntry[] | null; fault: string | null }

/** The history of a run, read while somebody looks, and again whenever something happens. */
export function useHistory(runId: string, isLooked: boolean): ReadHistory {
  const [known, setKnown] = useState<ReadHistory>({ entries: null, fault: null })
  useEffect(() => {
    if (!isLooked) return
    let isOver = false
    let newest = 0
    let due = Number.POSITIVE_INFINITY
    let timer: ReturnType<typeof setTimeout> | undefined
    async function read() {
      due = Number.POSITIVE_INFINITY
      const at = ++newest
      const entries = await readEntries(runId).catch(() => null)
      if (isOver || at !== newest) return
      setKnown((before) => ({ entries: entries ?? before.entries, fault: entries ? null : unread }))
    }
    function readWithin(ms: number) {
      const at = performance.now() + ms
      if (at >= due) return
      due = at
      clearTimeout(timer)
      timer = setTimeout(read, ms)
    }
    const stop = watch(
      { run: runId },
      {
        onReady: () => readWithin(0),
        onEvents: (events) => readWithin(events.some(isNews) ? afterEventMs : afterPointsMs),
      },
    )
    return () => {
      isOver = true
      clearTimeout(timer)
      stop()
    }
  }, [runId, isLooked])
  return known
}

const unread = 'The history could not be read.'
const isNews = ({ type }: RunEvent) => type !== 'points'

async function readEntries(runId: string): Promise<HistoryEntry[]> {
  const response = await ask(`/api/runs/${runId}/history`)
  if (!response.ok) throw new Error(unread)
  return ((await response.json()) as { history: HistoryEntry[] }).history
}
