'use client'
import { useEffect, useRef, useState } from 'react'
import type { RunView } from '../../lib/run.ts'
import { type StoredRun, viewOf } from '../../lib/summary/stored-run.ts'
import { comesAgain } from './came-before.ts'
import { followRun } from './follow-run.ts'
import { createPacer } from './pacer.ts'

/** The shortest time between two pictures of a live run. */
const pictureMs = 50

export type LiveRun = {
  view: RunView
  /** False while values between the drawn ones are only in the store. */
  isComplete: boolean
  /** All series, of which the view holds the main ones. */
  names: readonly string[]
  /** How often the run was read again. */
  reads: number
  connected: boolean
  isDeleted: boolean
}

/** A run that grows on the page; of these names only the main ones come with it. */
export function useRunView(stored: StoredRun, names: readonly string[]): LiveRun {
  const [live, setLive] = useState<LiveRun>(() => ({
    view: viewOf(stored),
    isComplete: stored.complete,
    names,
    reads: 0,
    connected: true,
    isDeleted: false,
  }))
  const newest = useRef(live)
  const first = useRef(stored)

  useEffect(() => {
    const pacer = createPacer(() => setLive(newest.current), pictureMs)
    function change(next: Partial<LiveRun>): void {
      newest.current = { ...newest.current, ...next }
      pacer.ask()
    }
    const stop = followRun(first.current, {
      onChange({ view, isComplete, names }, reads) {
        if (!view) return change({ isDeleted: true })
        // A program may begin a run anew that has been deleted.
        const isDeleted = false
        change({ view, isComplete, reads, isDeleted, names: withNames(newest.current.names, view, names) })
      },
      onConnection: (connected) => change({ connected }),
    })
    return () => {
      pacer.stop()
      stop()
    }
  }, [])

  // What a page that was gone back to is made of anew is not followed from the start, and comes again itself.
  useEffect(() => void comesAgain(stored), [stored])

  return live
}

/** The same array while no name is new. */
function withNames(known: readonly string[], view: RunView, read: readonly string[]): readonly string[] {
  const have = new Set(known)
  const more = [...Object.keys(view.series), ...read].filter((name) => !have.has(name))
  return more.length ? [...known, ...new Set(more)] : known
}
