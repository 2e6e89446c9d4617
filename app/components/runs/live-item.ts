/** What a card and a line of a live run are made of. */
import { briefOf } from '../../../lib/summary/brief.ts'
import type { HeadlineTone } from '../../../lib/summary/headline.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { headlineOf } from '../headline-of.ts'
import { attempt } from '../panel-boundary.tsx'

export type LiveItem = { row: RunRow; tone: HeadlineTone; brief: string }

export type LiveItemProps = {
  live: LiveItem
  isSelected: boolean
  /** Whether the keys are at it. */
  isCurrent: boolean
  /** Ids of the runs as they stand on the page. */
  order: readonly string[]
}

export function liveItemOf(row: RunRow, now: number): LiveItem {
  const facts = { ...row, ...row.view }
  const whole = headlineOf(facts, now)
  const brief = attempt(() => briefOf(facts, whole))
  return { row, tone: whole.tone, brief: 'fault' in brief ? whole.text : brief.value }
}
