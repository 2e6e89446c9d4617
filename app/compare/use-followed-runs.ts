'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type FollowedRun, followedRun } from '../../lib/compare/followed-run.ts'
import { type PackedRuns, unpackRuns } from '../../lib/compare/packed-runs.ts'
import type { PointsPage } from '../../lib/store/store.ts'
import { createPacer } from '../components/pacer.ts'
import { type FollowedOne, followCompared } from './follow-compared.ts'
import { bucketsOf } from './picture.ts'

/** The shortest time between two pictures; longer than on a run's page, since every picture draws all runs. */
const pictureMs = 200

/** `reads`: how often the run was read again. */
export type LiveRun = { followed: FollowedRun; reads: number }
export type LiveRuns = {
  /** By id, in the order of the address; null for a run that has been deleted since. */
  runs: ReadonlyMap<string, LiveRun | null>
  connected: boolean
}

/** By run: the series that are drawn. */
export type Wanted = readonly (readonly [id: string, names: readonly string[]])[]

const nothing: PointsPage = { series: [], complete: true }

function firstOf(packed: PackedRuns, drawn: readonly (readonly [string, PointsPage])[]): LiveRuns {
  const pages = new Map(drawn)
  const runs = unpackRuns(packed).map((known) => {
    const { id } = known.compared.run
    const page = pages.get(id) ?? nothing
    const held = page.series.map(({ name }) => name)
    return [id, { followed: followedRun({ ...known, held }, page), reads: 0 }] as const
  })
  return { runs: new Map(runs), connected: true }
}

/** Several runs that grow on the page, and what says which of their series are drawn. */
export function useFollowedRuns(
  packed: PackedRuns,
  drawn: readonly (readonly [id: string, page: PointsPage])[],
): LiveRuns & { want(wanted: Wanted): void } {
  const [live, setLive] = useState<LiveRuns>(() => firstOf(packed, drawn))
  const newest = useRef(live)
  const following = useRef(new Map<string, FollowedOne>())

  useEffect(() => {
    const pacer = createPacer(() => setLive(newest.current), pictureMs)
    function change(next: Partial<LiveRuns>): void {
      newest.current = { ...newest.current, ...next }
      pacer.ask()
    }
    const { runs } = newest.current
    for (const [id, one] of runs) {
      if (!one) continue
      const follower = followCompared(one.followed, bucketsOf(runs.size), {
        onChange(followed, reads) {
          change({ runs: new Map(newest.current.runs).set(id, followed && { followed, reads }) })
        },
        onConnection(connected) {
          if (connected !== newest.current.connected) change({ connected })
        },
      })
      following.current.set(id, follower)
    }
    return () => {
      pacer.stop()
      for (const { stop } of following.current.values()) stop()
      following.current.clear()
    }
  }, [])

  const want = useCallback((wanted: Wanted) => {
    for (const [id, names] of wanted) following.current.get(id)?.want(names)
  }, [])
  return { ...live, want }
}
