/** From compared runs to the lines of their chart. */

import type { FollowedRun } from '../../lib/compare/followed-run.ts'
import { shortened } from '../../lib/compare/labels.ts'
import { drawnNames } from '../../lib/compare/metric-choice.ts'
import { roleOf } from '../../lib/detectors/series-names.ts'
import type { RunView } from '../../lib/run.ts'
import { columnsOf } from '../../lib/series.ts'
import { seriesOf } from '../../lib/summary/outline.ts'
import { type ChartLine, epochAxis, stepAxis, type XAxis } from '../components/chart/line.ts'
import { type AveragesOf, averagesKey, type KnownSeries } from '../components/use-averages.ts'

/** Letters of a run's name that fit beside the chart. */
const lettersAtEnd = 18

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

type Choice = { metric: string | null; hasTwin: boolean }

/** The series of a run that are drawn, as far as their points are there. */
function drawnOf({ followed: { compared, unread } }: DrawnRun, { metric, hasTwin }: Choice): string[] {
  return drawnNames(compared, metric, hasTwin).filter((name) => !unread.has(name))
}

/** Runs that have a series to draw whose points are still to come. */
export function awaitedRuns(runs: readonly DrawnRun[], { metric, hasTwin }: Choice): number {
  return runs.filter(({ followed: { compared, held, unread } }) =>
    drawnNames(compared, metric, hasTwin).some((name) => !held.has(name) || unread.has(name)),
  ).length
}

/** Runs whose colour a run before them has: drawn faint until they are pointed at. */
export function faintRuns(runs: readonly DrawnRun[]): ReadonlySet<string> {
  const taken = new Set<number>()
  const faint = new Set<string>()
  for (const { id, hue } of runs) taken.has(hue) ? faint.add(id) : taken.add(hue)
  return faint
}

/** Whether every run tells how long an epoch is. */
export function canCountEpochs(runs: readonly DrawnRun[]): boolean {
  return runs.length > 0 && runs.every(({ view }) => view.run.stepsPerEpoch)
}

/** x positions stand for epochs already where an epoch has not the same number of steps in every run. */
const ownEpochs: XAxis = Object.assign(epochAxis(1), { hidesStep: true })
const axes = new Map<number, XAxis>()

/** One object for each kind of axis, so that charts see that nothing has changed. */
export function axisOf(runs: readonly DrawnRun[], kind: 'step' | 'epoch'): XAxis {
  if (kind === 'step' || !canCountEpochs(runs)) return stepAxis
  const lengths = new Set(runs.map(({ view }) => view.run.stepsPerEpoch as number))
  if (lengths.size > 1) return ownEpochs
  const [length] = lengths as unknown as [number]
  const known = axes.get(length) ?? epochAxis(length)
  axes.set(length, known)
  return known
}

type LinesOptions = {
  metric: string
  hasTwin: boolean
  axis: XAxis
  pointedAt: string | null
  averages: AveragesOf
}

/** One line for each run that has the metric, and one for its twin on the other split; dimmed ones last, which are drawn beneath. */
export function linesOf(runs: readonly DrawnRun[], options: LinesOptions): ChartLine[] {
  const { metric, hasTwin, axis, pointedAt, averages } = options
  const faint = faintRuns(runs)
  const lines = runs.flatMap((drawn) => {
    const { id, label, hue, view } = drawn
    const isDimmed = pointedAt === null ? faint.has(id) : pointedAt !== id
    return drawnOf(drawn, { metric, hasTwin }).flatMap((name) => {
      const series = view.series[name]
      if (!series) return []
      const columns = columnsOf(series)
      const { stepsPerEpoch } = view.run
      const placed = (steps: Float64Array) =>
        axis === ownEpochs && stepsPerEpoch ? steps.map((step) => step / stepsPerEpoch) : steps
      const average = averages.get(averagesKey(id, name))
      const { split } = roleOf(name)
      const short = shortened(label, lettersAtEnd)
      return {
        key: `${id} ${name}`,
        label: name === metric ? short : `${short} ${split === 'train' ? 'train' : 'val'}`,
        columns: { ...columns, steps: placed(columns.steps) },
        averages: average && { ...average, steps: placed(average.steps) },
        hue,
        stroke: split,
        isDimmed,
      }
    })
  })
  return lines.sort((a, b) => Number(a.isDimmed) - Number(b.isDimmed))
}

/** The series that are drawn, as smoothing wants to know them. */
export function drawnSeries(runs: readonly DrawnRun[], choice: Choice): KnownSeries[] {
  return runs.map((drawn) => ({
    runId: drawn.id,
    series: seriesOf(drawn.view, drawnOf(drawn, choice)),
    isComplete: drawn.followed.isComplete,
    reads: drawn.reads,
  }))
}
