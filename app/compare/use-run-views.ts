'use client'
import { useEffect, useRef, useState } from 'react'
import { watch } from '../../lib/live/page-socket.ts'
import { applyEvent, isEnded, type RunEvent, type RunView } from '../../lib/run.ts'
import { type StoredRun, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'
import { readRun } from '../components/use-run-view.ts'

/** The shortest time between two pictures; longer than on a run's page, since every picture draws all runs. */
const pictureMs = 200

export type LiveRuns = {
  /** By id; null for a run that has been deleted since. */
  views: Readonly<Record<string, RunView | null>>
  connected: boolean
}

/** Several runs that grow on the page, each watched as a run's own page does; after a gap they are read again. */
export function useRunViews(stored: readonly StoredRun[]): LiveRuns {
  const [live, setLive] = useState<LiveRuns>(() => ({
    views: Object.fromEntries(stored.map((one) => [one.run.id, viewOf(one)])),
    connected: true,
  }))
  const newest = useRef(live)
  const first = useRef(stored)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let isOver = false

    function change(next: LiveRuns): void {
      newest.current = next
      timer ??= setTimeout(() => {
        timer = null
        if (!isOver) setLive(newest.current)
      }, pictureMs)
    }
    function setView(id: string, view: RunView | null): void {
      change({ ...newest.current, views: { ...newest.current.views, [id]: view } })
    }

    function follow({ run }: StoredRun): () => void {
      const { id } = run
      /** Events that come while the run is being read are applied to what was read. */
      let waiting: RunEvent[] | null = null
      /** An ended run is as it was when the page was made, until the connection has been away. */
      let isFresh = isEnded(run)

      function apply(view: RunView | null, events: readonly RunEvent[]): void {
        const next = events.reduce(applyEvent, view)
        setView(id, next && thinnedView(next))
      }
      async function readAgain(): Promise<void> {
        if (isFresh) {
          isFresh = false
          return
        }
        waiting ??= []
        let view = newest.current.views[id] ?? null
        try {
          view = viewOf(await readRun(id))
        } catch {
          // The server went away in between: the next connect reads again.
        }
        const missed = waiting ?? []
        waiting = null
        if (!isOver) apply(view, missed)
      }
      return watch(
        { run: id },
        {
          onReady: readAgain,
          onEvents: (events) =>
            waiting ? void waiting.push(...events) : apply(newest.current.views[id] ?? null, events),
          onConnection: (connected) => {
            if (connected !== newest.current.connected) change({ ...newest.current, connected })
          },
        },
      )
    }

    const stops = first.current.map(follow)
    return () => {
      isOver = true
      if (timer) clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [])

  return live
}
