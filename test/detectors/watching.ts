/** Watches synthetic runs as the recorder does. */
import { noFacts, type RunFacts } from '../../lib/detectors/detector.ts'
import { observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import type { Finding } from '../../lib/run.ts'
import type { SeriesColumns } from '../../lib/series.ts'

/** Facts of a run that logs one row an epoch. */
export const epochs: RunFacts = { ...noFacts, stepsPerEpoch: 1 }

/** Columns with one row a step; times are the steps. */
export function columns(
  values: readonly number[],
  name = 'train/loss',
  firstStep = 0,
  stride = 1,
): SeriesColumns {
  const steps = Float64Array.from(values, (_, row) => firstStep + row * stride)
  return { name, steps, values: Float64Array.from(values), times: steps }
}

export function watched(series: Record<string, readonly number[]>, facts: RunFacts = epochs): Finding[] {
  const points = Object.entries(series).map(([name, values]) => columns(values, name))
  return observe(startWatch(facts), 'run', points)
}

/** The findings that were raised, each once, as `code@row`. */
export function raised(findings: readonly Finding[]): string[] {
  const marks = findings.map(({ code, raisedStep }) => `${code}@${raisedStep}`)
  return [...new Set(marks)]
}

/** What would call somebody: at warning or worse. */
export function loud(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'info')
}

export function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ code }) => code))]
}

export function raisedIn(values: readonly number[], facts: RunFacts = epochs): string[] {
  return raised(watched({ 'train/loss': values }, facts))
}

/** Those at warning or worse, as `code@row`. */
export function alarmsIn(values: readonly number[], facts: RunFacts = epochs): string[] {
  return raised(loud(watched({ 'train/loss': values }, facts)))
}

/** Raised with that code: at which row, and how loud. */
export function marks(code: string, series: Record<string, number[]>, facts = epochs): string[] {
  const found = watched(series, facts).filter((finding) => finding.code === code)
  const last = new Map(found.map((finding) => [finding.id, finding]))
  return [...last.values()].map(({ raisedStep, severity, resolvedStep }) =>
    [raisedStep, severity, ...(resolvedStep === null ? [] : [`over at ${resolvedStep}`])].join(' '),
  )
}
