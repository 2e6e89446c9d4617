/** Compared runs as the page shows them. */
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { type FollowedRun, followedRun } from '../../lib/compare/followed-run.ts'
import type { RunGroup } from '../../lib/compare/grouping.ts'
import { labelsOf } from '../../lib/compare/labels.ts'
import { drawnNames } from '../../lib/compare/metric-choice.ts'
import { type PackedPoints, unpackByRun } from '../../lib/packed-points.ts'
import type { Finding, RunView } from '../../lib/run.ts'
import { seriesOf } from '../../lib/summary/outline.ts'
import type { KnownSeries } from '../components/use-averages.ts'

/** A run as it is drawn: its place among all runs gives its colour, for as long as the page is open. */
export type DrawnRun = {
  id: string
  label: string
  hue: number
  view: RunView
  followed: FollowedRun
  /** How often it was read again. */
  reads: number
}

/** Runs as they were read once, with the points that were read of them. */
export function drawnRunsOf(
  runs: readonly { compared: ComparedRun; findings: readonly Finding[] }[],
  drawn: PackedPoints,
): DrawnRun[] {
  const byRun = unpackByRun(drawn)
  const labels = labelsOf(runs.map(({ compared }) => compared.run))
  return runs.map(({ compared, findings }, place) => {
    const { id, name } = compared.run
    const read = byRun.get(id) ?? []
    const held = read.map((one) => one.name)
    const followed = followedRun({ compared, findings: [...findings], held }, read)
    return { id, label: labels.get(id) ?? name, hue: place % 8, view: followed.view, followed, reads: 0 }
  })
}

export type SeriesChoice = { metric: string | null; hasTwin: boolean }

/** The series of a run that are drawn, as far as their points are there. */
export function drawnOf(
  { followed: { compared, unread } }: DrawnRun,
  { metric, hasTwin }: SeriesChoice,
): string[] {
  return drawnNames(compared, metric, hasTwin).filter((name) => !unread.has(name))
}

/** Runs that have a series to draw whose points are still to come. */
export function awaitedRuns(runs: readonly DrawnRun[], { metric, hasTwin }: SeriesChoice): number {
  return runs.filter(({ followed: { compared, held, unread } }) =>
    drawnNames(compared, metric, hasTwin).some((name) => !held.has(name) || unread.has(name)),
  ).length
}

/** Runs whose colour a run before them has: drawn faint until they are pointed at. */
export function faintRuns(runs: readonly Pick<DrawnRun, 'id' | 'hue'>[]): ReadonlySet<string> {
  const taken = new Set<number>()
  const faint = new Set<string>()
  for (const { id, hue } of runs) taken.has(hue) ? faint.add(id) : taken.add(hue)
  return faint
}

/** Where groups are drawn, their runs have the colour of the group everywhere. */
export function colouredBy(runs: readonly DrawnRun[], groups: readonly RunGroup[]): readonly DrawnRun[] {
  if (groups.length === 0) return runs
  const placeOf = new Map(groups.flatMap(({ ids }, place) => ids.map((id) => [id, place] as const)))
  return runs.map((run) => ({ ...run, hue: (placeOf.get(run.id) ?? 0) % 8 }))
}

/** The series that are drawn, as smoothing wants to know them. */
export function drawnSeries(runs: readonly DrawnRun[], choice: SeriesChoice): KnownSeries[] {
  return runs.map((drawn) => ({
    runId: drawn.id,
    series: seriesOf(drawn.view, drawnOf(drawn, choice)),
    isComplete: drawn.followed.isComplete,
    reads: drawn.reads,
  }))
}
