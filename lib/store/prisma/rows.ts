/** Between Prisma's rows and the nouns of `lib/run.ts`. */

import type { Prisma } from '../../../prisma/generated/sqlite/client.ts'
import type { Editable } from '../../edited.ts'
import { fromJson, storedValue, toJson } from '../../number.ts'
import type { Pause } from '../../pause.ts'
import type {
  Branch,
  Finding,
  Params,
  ParamValue,
  Run,
  RunLoss,
  RunStatus,
  Severity,
  StopAsked,
} from '../../run.ts'
import { systemPrefix } from '../../system/system-series.ts'
import type { RunRecord, SeriesSummary } from '../store.ts'

/** What a record of a run is read with. */
export const recordParts = {
  params: true,
  tags: true,
  series: { orderBy: { name: 'asc' } },
  findings: { orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.RunInclude

/** The same without series of the machine, which are no metrics. */
export const listedParts = {
  ...recordParts,
  series: { ...recordParts.series, where: { NOT: { name: { startsWith: systemPrefix } } } },
} as const satisfies Prisma.RunInclude

type RecordRow = Prisma.RunGetPayload<{ include: typeof recordParts }>
type SeriesSummaryRow = RecordRow['series'][number]
type FindingRow = RecordRow['findings'][number]

function numberOrNull(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}

function bigintOrNull(value: number | null): bigint | null {
  return value === null ? null : BigInt(value)
}

/**
 * Prisma's adapter for PostgreSQL writes doubles out as decimals: from 1e15 on it loses a digit of many, and it
 * refuses the largest. Times are below; a seed may be anything, and is then written below Prisma.
 */
export const isSafeForPrisma = (value: number) =>
  value === 0 || (Math.abs(value) < 1e15 && Math.abs(value) > 1e-15)

/** The columns of a run, without its parameters and tags, which are rows of their own. */
export function runToRow(run: Run) {
  const { id, name, project, group, seed, source, loss, plannedSteps, stepsPerEpoch, environment } = run
  const { notes, mainMetric, status, startedAt, endedAt, reason, stopAsked } = run
  return {
    ...{ id, name, project, group, source, notes, mainMetric, status, startedAt, endedAt, reason },
    seed: seed === null || isSafeForPrisma(seed) ? seed : null,
    loss: loss?.id ?? null,
    lossParams: toJson(loss?.params ?? {}),
    lossDialect: loss?.dialect ?? null,
    plannedSteps: bigintOrNull(plannedSteps),
    stepsPerEpoch: bigintOrNull(stepsPerEpoch),
    environment: toJson(environment),
    stopAsked: stopAsked && JSON.stringify(stopAsked),
    branches: JSON.stringify(run.branches),
    pauses: JSON.stringify(run.pauses),
    edited: JSON.stringify(run.edited),
    directions: JSON.stringify(run.directions),
  }
}

/** Run columns and their rows beside, as a record; the inverse of `runToRow` and its companions. */
export function recordFromRow(row: RecordRow): RunRecord {
  const { id, name, project, group, seed, source, notes, mainMetric, startedAt, endedAt, reason } = row
  const run: Run = {
    ...{ id, name, project, group, seed, source, notes, mainMetric, startedAt, endedAt, reason },
    status: row.status as RunStatus,
    tags: row.tags.map((tag) => tag.name).sort(),
    ...trainedFromRow(row),
    plannedSteps: numberOrNull(row.plannedSteps),
    stepsPerEpoch: numberOrNull(row.stepsPerEpoch),
    environment: JSON.parse(row.environment) as Record<string, string>,
    stopAsked: row.stopAsked === null ? null : (JSON.parse(row.stopAsked) as StopAsked),
    branches: JSON.parse(row.branches) as Branch[],
    pauses: JSON.parse(row.pauses) as Pause[],
    edited: JSON.parse(row.edited) as Editable[],
    directions: JSON.parse(row.directions) as Run['directions'],
  }
  return { run, series: row.series.map(summaryFromRow), findings: row.findings.map(findingFromRow) }
}

/** With what a run was trained. */
export function trainedFromRow(
  row: Pick<RecordRow, 'params' | 'loss' | 'lossParams' | 'lossDialect'>,
): Pick<Run, 'params' | 'loss'> {
  return {
    params: Object.fromEntries(row.params.map(({ key, value }) => [key, JSON.parse(value) as ParamValue])),
    loss: lossFromRow(row),
  }
}

function lossFromRow(row: Pick<RecordRow, 'loss' | 'lossParams' | 'lossDialect'>): RunLoss | null {
  if (row.loss === null) return null
  const dialect = row.lossDialect === null ? {} : { dialect: row.lossDialect }
  return { id: row.loss, params: JSON.parse(row.lossParams) as Params, ...dialect }
}

function summaryFromRow(row: SeriesSummaryRow): SeriesSummary {
  const { name, count, min, minStep, max, maxStep, nonFinite } = row
  return {
    name,
    count,
    first: Number(row.firstStep),
    last: { step: Number(row.lastStep), value: storedValue(row.lastValue, row.lastKind), time: row.lastTime },
    min: min === null ? null : { step: Number(minStep), value: min },
    max: max === null ? null : { step: Number(maxStep), value: max },
    nonFinite,
    replaced: row.replaced,
  }
}

export function findingToRow(finding: Finding) {
  const { id, runId, code, severity, series, raisedAt, acknowledgedAt } = finding
  return {
    ...{ id, runId, code, severity, series, raisedAt, acknowledgedAt },
    step: BigInt(finding.step),
    raisedStep: BigInt(finding.raisedStep),
    evidence: toJson(finding.evidence),
    causes: toJson(finding.causes),
    resolvedStep: bigintOrNull(finding.resolvedStep),
  }
}

export function findingFromRow(row: FindingRow): Finding {
  const { id, runId, code, series, raisedAt, acknowledgedAt } = row
  return {
    ...{ id, runId, code, series, raisedAt, acknowledgedAt },
    severity: row.severity as Severity,
    step: Number(row.step),
    raisedStep: Number(row.raisedStep),
    evidence: fromJson(row.evidence) as Finding['evidence'],
    causes: JSON.parse(row.causes) as string[],
    resolvedStep: numberOrNull(row.resolvedStep),
  }
}
