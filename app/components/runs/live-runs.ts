/** The live runs as the server knows them, read once for all parts of a page that ask at about the same time. */

import { weightOf } from '../../../lib/detectors/words/headline.ts'
import type { RunSummary } from '../../../lib/summary/run-summary.ts'
import { ask } from '../ask.ts'

/** Live runs of one status that the list shows at most. */
export const mostLive = 50

/** Runs of one status that are counted: with more it is said that there are at least this many. */
export const mostRead = 500

let newest: { at: number; read: Promise<RunSummary[]> } | null = null

/** Reads them, unless a read that began at `since` (by `performance.now()`) or later will tell. */
export function readLiveRuns(since: number): Promise<RunSummary[]> {
  if (newest && newest.at >= since) return newest.read
  const read = Promise.all(['running', 'paused'].map(listOf)).then((lists) => lists.flat().sort(byNeed))
  newest = { at: performance.now(), read }
  return read
}

async function listOf(status: string): Promise<RunSummary[]> {
  const response = await ask(`/api/runs?status=${status}&limit=${mostRead}&sort=-finding`)
  return ((await response.json()) as { runs: RunSummary[] }).runs
}

/** As the server chooses those that a page has. */
function byNeed(a: RunSummary, b: RunSummary): number {
  return needOf(b) - needOf(a) || b.startedAt - a.startedAt
}

const needOf = ({ headline }: RunSummary) => weightOf(headline ? [headline] : [])
