/** What lists tell of a run's findings: a few words on the one that speaks for it. */
import type { Finding, Run, Severity } from '../../run.ts'
import { headline } from './headline.ts'
import { describeFinding } from './message.ts'

/** What words need of a run. */
type SaidRun = Pick<Run, 'stepsPerEpoch'>

export type ToldFinding = { severity: Severity; title: string }

/** What somebody has acknowledged is known, and calls nobody any more. */
export function toldOf(findings: readonly Finding[], run: SaidRun): ToldFinding | null {
  const finding = headline(findings)
  if (!finding) return null
  const { title } = describeFinding(finding, run)
  return finding.acknowledgedAt === null
    ? { severity: finding.severity, title }
    : { severity: 'info', title: `Known: ${title}` }
}

/** Letters of a reason that a list has room for. */
const mostOfReason = 120

/** The same of a run that may have failed: then its reason, in one line, where no trouble speaks for it. */
export function toldOfRun(
  run: SaidRun & Pick<Run, 'status' | 'reason'>,
  findings: readonly Finding[],
): ToldFinding | null {
  const { status, reason } = run
  const told = toldOf(findings, run)
  const [line = ''] = (reason ?? '').trim().split('\n')
  if (status !== 'failed' || line === '' || (told && told.severity !== 'info')) return told
  const title = line.length > mostOfReason ? `${line.slice(0, mostOfReason - 1)}…` : line
  return { severity: 'critical', title }
}

/** Why it is likely so, and the first thing to try; `cause` is null where none is known. */
export type Advice = { cause: string | null; suggestion: string }

/** For the finding that speaks for a run, where that is a trouble nobody has acknowledged; null for others. */
export function adviceOf(findings: readonly Finding[], run: SaidRun): Advice | null {
  const finding = headline(findings)
  if (!finding || finding.severity === 'info' || finding.acknowledgedAt !== null) return null
  const { causes, suggestions } = describeFinding(finding, run)
  const [suggestion] = suggestions
  return suggestion === undefined ? null : { cause: causes[0] ?? null, suggestion }
}
