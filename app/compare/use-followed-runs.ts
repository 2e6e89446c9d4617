'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type FollowedRun, followedRun } from '../../lib/compare/followed-run.ts'
import { type PackedRuns, unpackRuns } from '../../lib/compare/packed-runs.ts'
import { type PackedPoints, unpackByRun } from '../../lib/packed-points.ts'
import { createPacer } from '../components/pacer.ts'
import { type FollowedOne, followCompared } from './follow-compared.ts'
import { bucketsOf } from './picture.ts'

/** The shortest time between two pictures; longer than on a run's page, since every picture draws all runs. */
const pictureMs = 200

/** `reads`: how often the run was read again. */
export type LiveRun = { followed: FollowedRun; reads: number }
/** By id, in the order of the address; null for a run that has been deleted since. */
export type LiveRuns = ReadonlyMap<string, LiveRun | null>

/** By run: the series that are drawn. */
export type Wanted = readonly (readonly [id: string, names: readonly string[]])[]

function firstOf(packed: PackedRuns, drawn: PackedPoints): LiveRuns {
  const byRun = unpackByRun(drawn)
  const runs = unpackRuns(packed).map((known) => {
    const { id } = known.compared.run
    const read = byRun.get(id) ?? []
    const held = read.map(({ name }) => name)
    return [id, { followed: followedRun({ ...known, held }, read), reads: 0 }] as const
  })
  return new Map(runs)
}

/** Several runs that grow on the page, and what says which of their series are drawn. */
export function useFollowedRuns(
  packed: PackedRuns,
  drawn: PackedPoints,
): { runs: LiveRuns; want(wanted: Wanted): void } {
  const [runs, setRuns] = useState<LiveRuns>(() => firstOf(packed, drawn))
  const first = useRef(runs)
  const following = useRef(new Map<string, FollowedOne>())
  /** What the parts of the page have asked for, which they do before anything is followed. */
  const wanted = useRef<Wanted>([])

  useEffect(() => {
    // Hundreds of runs change at once: the map that pages see is made once a picture.
    const newest = new Map(first.current)
    const pacer = createPacer(() => {
      first.current = new Map(newest)
      setRuns(first.current)
    }, pictureMs)
    for (const [id, one] of newest) {
      if (!one) continue
      const follower = followCompared(one.followed, bucketsOf(newest.size), {
        onChange(followed, reads) {
          const before = newest.get(id)?.followed.unread.size ?? 0
          newest.set(id, followed && { followed, reads })
          const isRead = followed !== null && followed.unread.size < before
          if (isRead) pacer.askNow()
          else pacer.ask()
        },
      })
      following.current.set(id, follower)
    }
    for (const [id, names] of wanted.current) following.current.get(id)?.want(names)
    return () => {
      pacer.stop()
      for (const { stop } of following.current.values()) stop()
      following.current.clear()
    }
  }, [])

  const want = useCallback((next: Wanted) => {
    wanted.current = next
    for (const [id, names] of next) following.current.get(id)?.want(names)
  }, [])
  return { runs, want }
}
