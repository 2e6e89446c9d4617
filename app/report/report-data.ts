/** What a report is made of, as it goes from the store to the page. */
import type { Annotation } from '../../lib/annotation.ts'
import type { Averages } from '../../lib/averages.ts'
import type { PackedRuns } from '../../lib/compare/packed-runs.ts'
import type { RunFacts } from '../../lib/detectors/detector.ts'
import type { CrossedRuns } from '../../lib/matrix/crossed.ts'
import type { DifferingRuns } from '../../lib/matrix/differing.ts'
import type { PackedPoints } from '../../lib/packed-points.ts'
import type { Finding, Run } from '../../lib/run.ts'
import type { Span } from '../../lib/summary/outline.ts'

/** What a comparison does not show of a run, and a report does. */
export type ReportedRun = Pick<Run, 'id' | 'notes' | 'environment'> & {
  findings: readonly Finding[]
  annotations: readonly Annotation[]
  facts: RunFacts
  /** By series, as a list: how far it reaches, and its values that are not finite. */
  spans: readonly (readonly [name: string, span: Span & { nonFinite: number }])[]
  lastPointAt: number | null
  /** When the server heard of it last, while it knows. */
  heardAt: number | null
  replaced: number
}

export type ReportData = {
  version: string
  /** ms since 1970. */
  madeAt: number
  /** The address that it was made for, without a question mark. */
  search: string
  packed: PackedRuns
  /** Of the address: runs that there are not, and how many are more than a report has room for. */
  missing: readonly string[]
  beyond: number
  about: readonly ReportedRun[]
  drawn: PackedPoints
  averages: ReadonlyMap<string, Averages>
  /** Null where no run keeps predictions. */
  matrix: CrossedRuns | null
  differences: DifferingRuns | null
}

export type Drawable = { metric: string; hasTwin: boolean }
