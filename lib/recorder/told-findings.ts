/** How many findings one run may have: a run that is seen to be in trouble is not written up without end. */
import type { Finding } from '../run.ts'

/** Critical ones are told a while longer. */
const mostFindings = 500
const mostCritical = 600

/** Whether a finding is known, or may be added to those of its run. What was left out once stays left out, its end too. */
export function isTold(found: Set<string>, { id, severity }: Finding): boolean {
  if (found.has(id)) return true
  if (found.size >= (severity === 'critical' ? mostCritical : mostFindings)) return false
  found.add(id)
  return true
}
