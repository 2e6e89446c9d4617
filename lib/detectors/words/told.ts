/** What lists tell of a run's findings: a few words on the one that speaks for it. */
import type { Finding, Severity } from '../../run.ts'
import { headline } from './headline.ts'
import { describeFinding } from './message.ts'

export type ToldFinding = { severity: Severity; title: string }

/** What somebody has acknowledged is known, and calls nobody any more. */
export function toldOf(findings: readonly Finding[]): ToldFinding | null {
  const finding = headline(findings)
  if (!finding) return null
  const { title } = describeFinding(finding)
  return finding.acknowledgedAt === null
    ? { severity: finding.severity, title }
    : { severity: 'info', title: `Known: ${title}` }
}
