/** What of findings becomes a notice: an incident that opens, once, and its end where the opening was heard of. */
import type { Finding } from '../run.ts'
import { createIncidents } from './incidents.ts'
import { noticeOf } from './notice.ts'
import type { Outgoing } from './outgoing.ts'
import type { Wanted } from './wanted.ts'

/** Ids of findings that nobody knew. */
export type News = ReadonlySet<string>

export type FindingNotices = {
  /** Whether the finding, not committed yet, would become a notice. */
  isWorthTelling(finding: Finding, news: News): boolean
  /** Takes it as it is committed; null for news where another server has committed it. */
  take(finding: Finding, news: News | null): void
  /** Takes one that was to be told when a server ended. */
  takeUp(finding: Finding): void
  /** One that is open and was told by a server that ended. */
  remember(finding: Finding): void
  /** Who has seen it need not be told, nor told of its end. */
  seen(findingId: string): void
  /** Its opening will not be heard of: then nobody hears of its end. */
  silence(findingId: string): void
  runLeft(runId: string): void
}

export function createFindingNotices(wanted: Wanted, outgoing: Outgoing): FindingNotices {
  const incidents = createIncidents()

  /** What is no news was told by whoever found it, heard of here or not. */
  function takeOpen(finding: Finding, news: News | null): void {
    if (wanted.finding(finding) && incidents.open(finding) && news?.has(finding.id))
      outgoing.add(noticeOf(finding))
  }

  function takeEnd(finding: Finding, news: News | null): void {
    const over = incidents.end(finding)
    if (!news) return
    // What opened and closed in quiet hours is nobody's business any more.
    if (!over || (wanted.isQuietNow() && outgoing.withdraw(over.id))) return
    outgoing.add(noticeOf(over))
  }

  return {
    isWorthTelling(finding, news) {
      if (finding.resolvedStep !== null) return incidents.isHeard(finding.id)
      return news.has(finding.id) && wanted.finding(finding)
    },
    take: (finding, news) => (finding.resolvedStep === null ? takeOpen : takeEnd)(finding, news),
    takeUp(finding) {
      // Of one that is open it is known already; of the same trouble elsewhere the first is told.
      const isNews = finding.resolvedStep !== null || incidents.open(finding) || incidents.isHeard(finding.id)
      if (finding.resolvedStep !== null) incidents.end(finding)
      if (isNews) outgoing.add(noticeOf(finding))
    },
    remember(finding) {
      if (finding.resolvedStep === null && wanted.finding(finding)) incidents.open(finding)
    },
    seen(findingId) {
      if (outgoing.withdraw(findingId)) incidents.silence(findingId)
    },
    silence: incidents.silence,
    runLeft: incidents.runLeft,
  }
}
