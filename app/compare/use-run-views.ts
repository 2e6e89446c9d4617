'use client'
import { useEffect, useRef, useState } from 'react'
import { isEnded, type RunView } from '../../lib/run.ts'
import { type StoredRun, viewOf } from '../../lib/summary/stored-run.ts'
import { followRun } from '../components/follow-run.ts'
import { createPacer } from '../components/pacer.ts'

/** The shortest time between two pictures; longer than on a run's page, since every picture draws all runs. */
const pictureMs = 200

export type LiveRuns = {
  /** By id; null for a run that has been deleted since. */
  views: Readonly<Record<string, RunView | null>>
  /** By id: whether the view has every value, and how often it was read. */
  held: Readonly<Record<string, { isComplete: boolean; reads: number }>>
  connected: boolean
}

/** Several runs that grow on the page. */
export function useRunViews(stored: readonly StoredRun[]): LiveRuns {
  const [live, setLive] = useState<LiveRuns>(() => ({
    views: Object.fromEntries(stored.map((one) => [one.run.id, viewOf(one)])),
    held: Object.fromEntries(stored.map((one) => [one.run.id, { isComplete: one.complete, reads: 0 }])),
    connected: true,
  }))
  const newest = useRef(live)
  const first = useRef(stored)

  useEffect(() => {
    const pacer = createPacer(() => setLive(newest.current), pictureMs)
    function change(next: Partial<LiveRuns>): void {
      newest.current = { ...newest.current, ...next }
      pacer.ask()
    }
    const stops = first.current.map((one) =>
      followRun(one, {
        isFresh: isEnded(one.run),
        onChange({ view, isComplete, reads }) {
          const { views, held } = newest.current
          change({
            views: { ...views, [one.run.id]: view },
            held: { ...held, [one.run.id]: { isComplete, reads } },
          })
        },
        onConnection(connected) {
          if (connected !== newest.current.connected) change({ connected })
        },
      }),
    )
    return () => {
      pacer.stop()
      for (const stop of stops) stop()
    }
  }, [])

  return live
}
