/** Findings as troubles: what goes wrong in training goes wrong in validation too, and is one. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import type { Finding } from '../run.ts'

/** In the order of their first ones; within a trouble the earliest first. */
export function troublesOf(findings: readonly Finding[]): Finding[][] {
  const troubles = new Map<string, Finding[]>()
  for (const finding of findings) {
    const { code, series, severity, resolvedStep, acknowledgedAt } = finding
    const { kind, base, component } = roleOf(series)
    const isKnown = acknowledgedAt !== null
    // What is over may have come more than once.
    const alike = resolvedStep === null ? [code, severity, kind, base, component, isKnown] : [finding.id]
    const key = JSON.stringify(alike)
    const trouble = troubles.get(key)
    if (trouble) trouble.push(finding)
    else troubles.set(key, [finding])
  }
  return [...troubles.values()].map((trouble) => trouble.toSorted(byBeginning))
}

/** Of equal steps training first, as in the headline. */
function byBeginning(a: Finding, b: Finding): number {
  const isValidation = ({ series }: Finding) => Number(roleOf(series).split === 'validation')
  return a.step - b.step || isValidation(a) - isValidation(b)
}
