'use client'
import { useMemo } from 'react'
import { isLive } from '../../../lib/run.ts'
import type { HeadlineFacts } from '../../../lib/summary/headline.ts'
import { nonFiniteOf, type Outline, withOutline } from '../../../lib/summary/outline.ts'
import { readingsOf } from '../../../lib/summary/stored-run.ts'
import { useNow } from '../../components/use-now.ts'
import type { LiveRun } from '../../components/use-run-view.ts'
import { useHeardAt } from './use-heard-at.ts'

export type KnownRun = HeadlineFacts & {
  heardAt: number | null
  /** The moment, by the page's clock, at which all of this is looked at. */
  now: number
}

/** What the sentences on a run are made from; `first` is what came with the page, by the clock of the server. */
export function useKnownRun(
  { view, connected }: LiveRun,
  outline: Outline,
  first: { heardAt: number | null; readAt: number },
): KnownRun {
  const { run, findings } = view
  // While the server is away nothing is known of how long the program has been silent.
  const now = useNow(connected && (isLive(run) || run.status === 'lost')) ?? first.readAt
  const readings = useMemo(() => withOutline(readingsOf(view), outline), [view, outline])
  const heardAt = useHeardAt(readings.lastPointAt, first.heardAt)
  return { run, findings, ...readings, heardAt, now, nonFiniteOf: (name) => nonFiniteOf(name, view, outline) }
}
