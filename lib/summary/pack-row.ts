/** Rows of the list are made ready to travel, by the server. Pure. */
import { headline } from '../detectors/words/headline.ts'
import { toldOfRun } from '../detectors/words/told.ts'
import { columnsOf } from '../series.ts'
import { saidOf } from './brief.ts'
import { drawnCurve } from './drawn-curve.ts'
import { mainMetric } from './main-metric.ts'
import { cardSeries, type PackedEnded, type PackedLive, type PackedReading, rowCurve } from './packed-row.ts'
import { cellOf, isChosen } from './row-cells.ts'
import type { RunRow } from './run-row.ts'
import type { StepValue } from './run-summary.ts'

const mostInCard = 4

/**
 * No more digits than it takes for the four that are shown to be those of the run's page: of six, one in a hundred is
 * rounded twice.
 */
const rounded = (value: number) => Number(value.toPrecision(9))

export function packEnded(row: RunRow, columns: readonly string[]): PackedEnded {
  const { run, findings } = row.view
  const told = toldOfRun(run, findings)
  const chosen = columns.filter((name) => isChosen(row, name))
  return [
    ...([run.id, run.name, run.status, run.project, run.loss?.id ?? null] as const),
    ...([run.startedAt, run.endedAt, told?.severity ?? null, told?.title ?? ''] as const),
    drawnCurve(row.view, rowCurve.width, rowCurve.height),
    columns.map((name) => {
      const value = cellOf(row, name)
      const isMeasured = typeof value === 'number' && name !== 'started' && !chosen.includes(name)
      return isMeasured ? rounded(value) : value
    }),
    chosen,
  ]
}

/** `now`: the time at which it is read. */
export function packLive(row: RunRow, now: number): PackedLive {
  const { view, latest, best, lastPointAt, heardAt } = row
  const { run } = view
  const main = mainMetric(Object.keys(latest), run)
  const found = view.findings.filter(({ resolvedStep }) => resolvedStep === null).map(({ series }) => series)
  const wanted = new Set([
    ...Object.keys(view.series),
    ...[...cardSeries, ...found],
    ...(main === null ? [] : [main]),
  ])
  const known = Object.entries(latest).filter(([name]) => wanted.has(name))
  const others = Object.entries(latest).filter(([name]) => !wanted.has(name))
  // Of the rest as many as a card without the usual ones shows, and the one that is furthest: progress goes by it.
  const furthest = others.reduce<(typeof others)[number] | null>(
    (far, one) => (far && far[1].step >= one[1].step ? far : one),
    null,
  )
  const more = known.length ? [] : others.slice(0, mostInCard)
  const sent = new Map([...known, ...more, ...(furthest ? [furthest] : [])])
  const packed = ([name, { step, value }]: readonly [string, StepValue]): PackedReading => [
    name,
    step,
    rounded(value),
  ]
  return {
    run: [
      ...([run.id, run.name, run.status, run.project, run.loss?.id ?? null] as const),
      ...([run.startedAt, run.plannedSteps, run.stepsPerEpoch, run.seed] as const),
      ...([run.mainMetric, run.directions, run.pauses] as const),
    ],
    findings: view.findings.filter(({ resolvedStep }) => resolvedStep === null),
    curves: Object.values(view.series).map((series) => {
      const { name, steps, values } = columnsOf(series)
      return [name, Array.from(steps), Array.from(values, (value) => Number(value.toPrecision(4)))]
    }),
    latest: [...sent].map(packed),
    best: Object.entries(best)
      .filter(([name]) => name === main)
      .map(packed),
    lastPointAt,
    heardAt,
    said: headline(view.findings) && saidOf(row, now),
  }
}
