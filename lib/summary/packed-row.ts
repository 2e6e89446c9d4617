/** A row of the list as it travels with the page: no more than is shown, in a list instead of by names. Pure. */
import { byName } from '../by-name.ts'
import { headline } from '../detectors/words/headline.ts'
import { toldOf } from '../detectors/words/told.ts'
import type { FieldValue } from '../query/index.ts'
import { type Finding, isLive, type Run, type RunStatus, type Severity } from '../run.ts'
import { fieldOf } from '../search/searched-run.ts'
import { columnsOf, emptySeries, withPoints } from '../series.ts'
import { type DrawnCurve, drawnCurve } from './drawn-curve.ts'
import { mainMetric } from './main-metric.ts'
import type { RunRow } from './run-row.ts'
import type { RunSummary, StepValue } from './run-summary.ts'

export type PackedEnded = readonly [
  id: string,
  name: string,
  status: RunStatus,
  project: string,
  loss: string | null,
  startedAt: number,
  endedAt: number | null,
  severity: Severity | null,
  title: string,
  curve: DrawnCurve,
  /** In the order of the columns. */
  cells: readonly FieldValue[],
]

type PackedReading = readonly [name: string, step: number, value: number]
export type PackedLive = {
  run: readonly [
    ...[id: string, name: string, status: RunStatus, project: string, loss: string | null],
    ...[startedAt: number, plannedSteps: number | null, stepsPerEpoch: number | null, seed: number | null],
    ...[mainMetric: string | null, directions: Run['directions'], pauses: Run['pauses']],
  ]
  /** The open ones. */
  findings: readonly Finding[]
  curves: readonly (readonly [name: string, steps: readonly number[], values: readonly number[]])[]
  latest: readonly PackedReading[]
  best: readonly PackedReading[]
  lastPointAt: number | null
  heardAt: number | null
}

/** Size of a curve in the table, in pixels. */
export const rowCurve = { width: 120, height: 28 }
/** What a card shows where it is logged. */
export const cardSeries = ['train/loss', 'val/loss', 'val/accuracy', 'val/r2', 'train/samples_per_second']
const mostInCard = 4

/** More digits than a list shows are not sent. */
const rounded = (value: number) => Number(value.toPrecision(6))

export function packEnded(row: RunRow, columns: readonly string[]): PackedEnded {
  const { run, findings } = row.view
  const told = toldOf(findings)
  return [
    ...([run.id, run.name, run.status, run.project, run.loss?.id ?? null] as const),
    ...([run.startedAt, run.endedAt, told?.severity ?? null, told?.title ?? ''] as const),
    drawnCurve(row.view, rowCurve.width, rowCurve.height),
    columns.map((name) => {
      const value = cellOf(row, name)
      return typeof value === 'number' && name !== 'started' ? rounded(value) : value
    }),
  ]
}

/** What a run has in a column of the list. */
export function cellOf({ view, latest, best, drawn }: RunRow, name: string): FieldValue {
  const known = drawn?.cells.get(name)
  return known !== undefined ? known : fieldOf({ run: view.run, findings: view.findings, latest, best }, name)
}

export function packLive({ view, latest, best, lastPointAt, heardAt }: RunRow): PackedLive {
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
  }
}

const unsaid = {
  ...{
    group: null,
    tags: [],
    source: '',
    params: {},
    environment: {},
    notes: '',
    reason: null,
    branches: [],
    pauses: [],
  },
  stopAsked: null,
  ...{ mainMetric: null, directions: {} },
}

export function unpackEnded(packed: PackedEnded, columns: readonly string[]): RunRow {
  const [id, name, status, project, loss, startedAt, endedAt, severity, title, curve, cells] = packed
  const run: Run = {
    ...unsaid,
    ...{ id, name, status, project, seed: null, startedAt, endedAt },
    ...{ loss: loss === null ? null : { id: loss, params: {} }, plannedSteps: null, stepsPerEpoch: null },
  }
  return {
    view: { run, findings: [], series: {} },
    ...{ latest: {}, best: {}, lastPointAt: null, heardAt: null },
    drawn: {
      curve,
      finding: severity && { severity, title },
      cells: new Map(columns.map((column, i) => [column, cells[i] ?? null])),
    },
  }
}

export function unpackLive(live: PackedLive): RunRow {
  const { run: packed, findings, curves, latest, best, lastPointAt, heardAt } = live
  const [id, name, status, project, loss, startedAt, plannedSteps, stepsPerEpoch, seed, ...said] = packed
  const [mainMetric, directions, pauses] = said
  const run: Run = {
    ...unsaid,
    ...{ id, name, status, project, startedAt, plannedSteps, stepsPerEpoch, seed, endedAt: null },
    ...{ mainMetric, directions, pauses },
    loss: loss === null ? null : { id: loss, params: {} },
  }
  const series = curves.map(([name, steps, values]) => {
    const columns = {
      steps: Float64Array.from(steps),
      values: Float64Array.from(values),
      times: new Float64Array(steps.length),
    }
    return [name, withPoints(emptySeries(name), columns)] as const
  })
  const readings = (all: readonly PackedReading[]) =>
    byName(all.map(([name, step, value]) => [name, { step, value }] as const))
  return {
    view: { run, findings: [...findings], series: byName(series) },
    latest: readings(latest),
    best: readings(best),
    lastPointAt,
    heardAt,
  }
}

/** Whether live runs as the server tells them are others than those in the list, or stand differently. */
export function hasMissed(
  rows: ReadonlyMap<string, RunRow>,
  runs: readonly RunSummary[],
  mostShown: number,
): boolean {
  const told = new Map(runs.map((run) => [run.id, run]))
  const isNew = runs.slice(0, mostShown).some(({ id }) => !rows.has(id))
  const isOther = [...rows.values()].some(({ view: { run, findings } }) => {
    const now = told.get(run.id)
    if (!now) return isLive(run)
    return now.status !== run.status || now.headline?.id !== headline(findings)?.id
  })
  return isNew || isOther
}
