'use client'
import { useEffect, useRef, useState } from 'react'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { watch } from '../../lib/live/page-socket.ts'
import { fromJson } from '../../lib/number.ts'
import { applyEvent, type Finding, type Run, type RunEvent, type RunView } from '../../lib/run.ts'
import { pageBuckets, type StoredRun, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'

/** The shortest time between two pictures of a live run. */
const pictureMs = 50

export type LiveRun = {
  view: RunView
  /** False while values between the drawn ones are only in the store. */
  isComplete: boolean
  connected: boolean
  isDeleted: boolean
}

/** Reads a run as it is stored now. */
export async function readRun(id: string): Promise<StoredRun> {
  const path = `/api/runs/${id}`
  const [record, points] = await Promise.all([fetch(path), fetch(`${path}/points?buckets=${pageBuckets}`)])
  if (!record.ok || !points.ok) throw new Error(`The run could not be read (${record.status}).`)
  const { run, findings } = fromJson(await record.text()) as { run: Run; findings: Finding[] }
  return { run, findings, ...pointsFromJson(await points.json()) }
}

/** A run that grows on the page: what was stored when the page was made, then every event; after a gap it is read again. */
export function useRunView(initial: StoredRun): LiveRun {
  const [live, setLive] = useState<LiveRun>(() => ({
    view: viewOf(initial),
    isComplete: initial.complete,
    connected: true,
    isDeleted: false,
  }))
  const newest = useRef(live)
  const { id } = initial.run

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let drawnAt = 0
    /** Events that come while the run is being read are applied to what was read. */
    let waiting: RunEvent[] | null = null
    let isOver = false

    function draw(): void {
      timer = null
      drawnAt = performance.now()
      if (!isOver) setLive(newest.current)
    }
    function change(next: Partial<LiveRun>): void {
      newest.current = { ...newest.current, ...next }
      timer ??= setTimeout(draw, Math.max(0, drawnAt + pictureMs - performance.now()))
    }
    function apply(events: readonly RunEvent[]): void {
      let view: RunView | null = newest.current.view
      for (const event of events) view = applyEvent(view, event)
      if (!view) {
        change({ isDeleted: true })
        return
      }
      const thinned = thinnedView(view)
      change({ view: thinned, isComplete: newest.current.isComplete && thinned === view })
    }
    async function readAgain(): Promise<void> {
      waiting ??= []
      try {
        const stored = await readRun(id)
        newest.current = { ...newest.current, view: viewOf(stored), isComplete: stored.complete }
      } catch {
        // The server went away in between: the next connect reads again.
      }
      const missed = waiting ?? []
      waiting = null
      apply(missed)
    }

    const stop = watch(
      { run: id },
      {
        onReady: readAgain,
        onEvents: (events) => (waiting ? void waiting.push(...events) : apply(events)),
        onConnection: (connected) => change({ connected }),
      },
    )
    return () => {
      isOver = true
      if (timer) clearTimeout(timer)
      stop()
    }
  }, [id])

  return live
}
