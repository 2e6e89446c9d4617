/** What a line of a list says of a live run: of trouble no more than what it is, where it stands, and what to try. Pure. */
import { headline } from '../detectors/words/headline.ts'
import { describeFinding } from '../detectors/words/message.ts'
import { adviceOf } from '../detectors/words/told.ts'
import { formatNumber } from '../format.ts'
import { divergedBefore, type HeadlineFacts, type RunHeadline } from './headline.ts'
import { runHeadline } from './run-headline.ts'
import type { RowWords, RunRow } from './run-row.ts'

/** `whole` is what the run's page says on top. */
export function briefOf({ run, findings, latest }: HeadlineFacts, whole: RunHeadline): string {
  const finding = headline(findings)
  const advice = adviceOf(findings, run)
  if (!finding || !advice) return whole.text
  const now = latest[finding.series]
  const stands = now && now.step > finding.step ? ` ${finding.series} is ${formatNumber(now.value)} now.` : ''
  const paused = run.status === 'paused' ? 'Paused. ' : ''
  const cause = advice.cause === null ? '' : ` ${advice.cause}`
  const before = divergedBefore({ run, findings }, finding)
  return `${paused}${describeFinding(finding, run).title}.${before && ` ${before}`}${stands}${cause} ${advice.suggestion}`
}

/** What is said of a row in the list, by its whole headline. */
export function saidOf(row: RunRow, now: number): RowWords {
  const facts = { ...row, ...row.view }
  const whole = runHeadline(facts, now)
  return { tone: whole.tone, brief: briefOf(facts, whole) }
}
