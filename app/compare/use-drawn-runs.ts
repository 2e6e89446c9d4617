'use client'
import { useMemo } from 'react'
import { labelsOf } from '../../lib/compare/labels.ts'
import type { DrawnRun } from './drawn-run.ts'
import type { Picture } from './picture.ts'
import type { LiveRuns } from './use-followed-runs.ts'

/** The runs of the address that are there, in its order, and those of them that are not hidden. */
export function useDrawnRuns(
  runs: LiveRuns,
  picture: Pick<Picture, 'runs' | 'hidden'>,
): { all: readonly DrawnRun[]; shown: readonly DrawnRun[] } {
  const asked = picture.runs.join()
  const hiddenIds = [...picture.hidden].join()
  const all = useMemo(() => {
    const wanted = new Set(asked.split(','))
    const known = Array.from(runs, ([id, live], place) => ({ id, live, hue: place % 8 }))
    const there = known.flatMap(({ id, live, hue }) => (live && wanted.has(id) ? [{ id, ...live, hue }] : []))
    const labels = labelsOf(there.map(({ followed }) => followed.view.run))
    return there.map(({ id, followed, reads, hue }): DrawnRun => {
      const { view } = followed
      return { id, label: labels.get(id) ?? view.run.name, hue, view, followed, reads }
    })
  }, [runs, asked])
  const shown = useMemo(() => {
    const hidden = new Set(hiddenIds.split(','))
    return all.filter(({ id }) => !hidden.has(id))
  }, [all, hiddenIds])
  return { all, shown }
}
