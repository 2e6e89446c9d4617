/**
 * How many findings one run may have: a run that is seen to be in trouble is not written up without end. And which of
 * them are news.
 */
import type { Finding } from '../run.ts'

/** The findings of a run by their ids, with how severe they are. */
export type Found = ReadonlyMap<string, Finding['severity']>

/** Critical ones are told a while longer. */
const mostFindings = 500
const mostCritical = 600

/**
 * What is known of a run's findings once this one is; null where it may not be added to them. What was left out once
 * stays left out, its end too.
 */
export function withFinding(found: Found, { id, severity }: Finding): Found | null {
  if (found.get(id) === severity) return found
  if (!found.has(id) && found.size >= (severity === 'critical' ? mostCritical : mostFindings)) return null
  return new Map(found).set(id, severity)
}
