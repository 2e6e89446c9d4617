'use client'
import { useEffect, useRef, useState } from 'react'
import type { RunView } from '../../lib/run.ts'
import { type StoredRun, viewOf } from '../../lib/summary/stored-run.ts'
import { createPacer, followRun } from './follow-run.ts'

/** The shortest time between two pictures of a live run. */
const pictureMs = 50

export type LiveRun = {
  view: RunView
  /** False while values between the drawn ones are only in the store. */
  isComplete: boolean
  connected: boolean
  isDeleted: boolean
}

/** A run that grows on the page. */
export function useRunView(stored: StoredRun): LiveRun {
  const [live, setLive] = useState<LiveRun>(() => ({
    view: viewOf(stored),
    isComplete: stored.complete,
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
      onChange: ({ view, isComplete }) => change(view ? { view, isComplete } : { isDeleted: true }),
      onConnection: (connected) => change({ connected }),
    })
    return () => {
      pacer.stop()
      stop()
    }
  }, [])

  return live
}
