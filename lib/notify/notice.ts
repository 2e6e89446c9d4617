/** What is to be told outside the dashboard: that a finding opened, that it is over, or that runs have ended. */
import type { Finding } from '../run.ts'
import type { Ending } from '../settings/settings.ts'

export type RunEnd = { runId: string; ending: Ending }

/** Notices of one lane are told in order. */
export type Notice = { lane: string } & (
  | { what: 'opened' | 'over'; finding: Finding }
  | { what: 'ended'; ends: readonly RunEnd[] }
)

/** A finding has a lane of its own. */
export function noticeOf(finding: Finding): Notice {
  return { lane: finding.id, what: finding.resolvedStep === null ? 'opened' : 'over', finding }
}

/** Ends have one lane: who reads them in another order is misled. */
export const laneOfEnds = 'ends'
