/** What a card and a line of a live run are made of. */
import { headline } from '../../../lib/detectors/words/headline.ts'
import { headlineWith } from '../../../lib/summary/headline.ts'
import type { RowWords, RunRow } from '../../../lib/summary/run-row.ts'
import type { Words } from '../loaded.ts'
import { attempt } from '../panel-boundary.tsx'

export type LiveItem = RowWords & { row: RunRow }

export type LiveItemProps = {
  live: LiveItem
  isSelected: boolean
  /** Whether the keys are at it. */
  isCurrent: boolean
  /** Ids of the runs as they stand on the page. */
  order: readonly string[]
}

/** `words`: null until they are loaded, which only runs with findings need: what came with the page stands until then. */
export function liveItemOf(row: RunRow, now: number, words: Words | null): LiveItem {
  const said = attempt(() => {
    if (!needsWords(row)) return plainOf(row, now)
    return words ? words.saidOf(row, now) : (row.said ?? unsaid)
  })
  if (!('fault' in said)) return { row, ...said.value }
  return { row, tone: 'quiet', brief: `What to say of this run cannot be made out: ${said.fault}` }
}

const unsaid: RowWords = { tone: 'quiet', brief: '' }

function needsWords({ view }: RunRow): boolean {
  return headline(view.findings) !== null
}

/** Whether something has come since the page was read that words are needed for. */
export function wantsWords(row: RunRow): boolean {
  return needsWords(row) && (!row.said || row.said.isOld === true)
}

function plainOf(row: RunRow, now: number): RowWords {
  const { tone, text } = headlineWith(() => ({ title: '', happened: '' }), { ...row, ...row.view }, now)
  return { tone, brief: text }
}
