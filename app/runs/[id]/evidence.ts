/** The finding whose evidence is drawn, and how. */
import { headline } from '../../../lib/detectors/words/headline.ts'
import { shownEvidence } from '../../../lib/detectors/words/shown-evidence.ts'
import type { Finding } from '../../../lib/run.ts'
import type { Evidence, Reference } from '../../components/chart/line.ts'

/** The chosen one, else the one that speaks for the run, unless it is only a note. */
export function findingDrawn(findings: readonly Finding[], chosen: string | null): Finding | null {
  const speaking = headline(findings)
  return (
    findings.find(({ id }) => id === chosen) ?? (speaking && speaking.severity !== 'info' ? speaking : null)
  )
}

/**
 * What is drawn of it on a chart of these series, of which `main` has its best value named; null when it is none of
 * them. Its stretch is shaded when it is chosen.
 */
export function evidenceOn(
  finding: Finding | null,
  series: readonly string[],
  chosen: string | null,
  main: string | null = null,
): Evidence | null {
  if (!finding || !series.includes(finding.series)) return null
  const { id, step, raisedStep, severity } = finding
  const window = id === chosen ? { from: step, to: raisedStep, severity } : null
  return { ...shownEvidence(finding, main ?? undefined), window }
}

/** Without what is drawn for every run already: levels of the same height, and the names of points that stand there. */
export function besideReferences(
  evidence: Evidence | null,
  references: readonly Reference[],
): Evidence | null {
  if (!evidence) return null
  const isDrawn = (value: number) => references.some((other) => other.value === value)
  const levels = evidence.levels.filter(({ value }) => !isDrawn(value))
  const points = evidence.points.map((point) => (isDrawn(point.value) ? { ...point, label: '' } : point))
  return { ...evidence, levels, points }
}

/** The same stretch of steps, moved so that a finding is in it; null for all steps. */
export function zoomOn(
  { step, raisedStep }: Finding,
  zoom: readonly [number, number] | null,
): readonly [number, number] | null {
  if (!zoom || (step >= zoom[0] && raisedStep <= zoom[1])) return zoom
  const width = Math.max(zoom[1] - zoom[0], Math.ceil(1.2 * (raisedStep - step)))
  const from = Math.max(0, Math.round((step + raisedStep - width) / 2))
  return [from, from + width]
}
