/** A row of the list as it travels with the page: no more than is shown, in a list instead of by names. Pure. */
import { byName } from '../by-name.ts'
import { headline } from '../detectors/words/headline.ts'
import type { FieldValue } from '../query/matches.ts'
import { type Finding, isLive, type Run, type RunStatus, type Severity } from '../run.ts'
import { emptySeries, withPoints } from '../series.ts'
import type { DrawnCurve } from './drawn-curve.ts'
import type { RowWords, RunRow } from './run-row.ts'
import type { RunSummary } from './run-summary.ts'

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
  /** Which of the columns have what was chosen, and not measured. */
  chosen: readonly string[],
]

export type PackedReading = readonly [name: string, step: number, value: number]
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
  /** What is said of one that has open findings: the page need not load the words for it. */
  said: RowWords | null
}

/** Size of a curve in the table, in pixels. */
export const rowCurve = { width: 120, height: 28 }
/** What a card shows where it is logged. */
export const cardSeries = ['train/loss', 'val/loss', 'val/accuracy', 'val/r2', 'train/samples_per_second']
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
    edited: [],
  },
  stopAsked: null,
  ...{ mainMetric: null, directions: {} },
}

export function unpackEnded(packed: PackedEnded, columns: readonly string[]): RunRow {
  const [id, name, status, project, loss, startedAt, endedAt, severity, title, curve, cells, chosen] = packed
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
      chosen: new Set(chosen),
    },
  }
}

export function unpackLive(live: PackedLive): RunRow {
  const { run: packed, findings, curves, latest, best, lastPointAt, heardAt, said: words } = live
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
    ...(words && { said: words }),
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
