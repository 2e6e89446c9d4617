/** What is told of runs that have ended: which, how, after how long, and where to look. Pure. */
import { formatDuration, plural } from '../format.ts'
import { cut } from '../refusal.ts'
import type { Run } from '../run.ts'
import { type Ending, endings } from '../settings/settings.ts'
import { workMs } from '../summary/work-time.ts'
import { stoppedBySweep } from '../sweep/cell.ts'
import { sweepIdOf } from '../sweep/sweep.ts'

/** A run that has ended, with the sentence on its page. */
export type EndedRun = { run: Run; headline: string }

/** Runs that the text of a message names, and the length of a headline there. */
const mostTold = 10
const headlineLength = 160

/** The end that a run has come to; null while it goes on. */
export function endingOf({ status }: Pick<Run, 'status'>): Ending | null {
  return endings.find((ending) => ending === status) ?? null
}

/** Who stopped a run on its page, or on that of its sweep, knows it. */
export function isKnown({ status, stopAsked }: Run): boolean {
  return status === 'stopped' && (stopAsked?.by === 'page' || stopAsked?.by === stoppedBySweep)
}

/** "my run: failed after 3 m 12 s", or "50 runs ended: 3 failed, 47 finished". */
export function titleOfEnds(ended: readonly EndedRun[]): string {
  const [first] = ended
  if (first && ended.length === 1) return `${first.run.name}: ${endedAfter(first.run)}`
  const counts = endings.flatMap((ending) => {
    const count = ended.filter(({ run }) => run.status === ending).length
    return count ? [`${count} ${ending}`] : []
  })
  const sweep = sweepOf(ended) ? first?.run.group : null
  return `${sweep ? `${sweep}: ` : ''}${plural(ended.length, 'run')} ended: ${counts.join(', ')}`
}

/** One run with its headline, or the first ones of several, and how many are left out. */
export function textOfEnds(ended: readonly EndedRun[], url: string): string {
  const [first] = ended
  if (first && ended.length === 1) return `${cut(first.headline, 1000)} Project: ${first.run.project}.`
  const lines = ended
    .slice(0, mostTold)
    .map(
      ({ run, headline }) =>
        `${run.name} (${run.project}): ${endedAfter(run)}. ${cut(headline, headlineLength)} ${addressOf(run, url)}`,
    )
  const left = ended.length - lines.length
  return [...lines, ...(left > 0 ? [`And ${plural(left, 'other')}.`] : [])].join('\n')
}

/** Where they are all to be seen: the page of the run, of the sweep, or the list. */
export function pageOfEnds(ended: readonly EndedRun[], url: string): string {
  const [first] = ended
  if (first && ended.length === 1) return addressOf(first.run, url)
  const sweep = sweepOf(ended)
  return sweep ? `${url}/sweeps/${sweep}` : `${url}/`
}

export function addressOf({ id }: Pick<Run, 'id'>, url: string): string {
  return `${url}/runs/${encodeURIComponent(id)}`
}

/** How long it trained, in milliseconds; null where that is not known. */
export function trainedMs(run: Run): number | null {
  return run.endedAt === null ? null : workMs(run, run.endedAt)
}

function endedAfter(run: Run): string {
  const ms = trainedMs(run)
  return `${run.status}${ms === null ? '' : ` after ${formatDuration(ms)}`}`
}

/** Those that went wrong first; the order of equals stays. */
export function worstFirst(ended: readonly EndedRun[]): EndedRun[] {
  const place = ({ run }: EndedRun) => (endings as readonly string[]).indexOf(run.status)
  return ended.toSorted((a, b) => place(a) - place(b))
}

/** The sweep that all of them belong to. */
function sweepOf(ended: readonly EndedRun[]): string | null {
  const sweeps = new Set(ended.map(({ run }) => sweepIdOf(run.id)))
  const [sweep = null] = sweeps
  return sweeps.size === 1 ? sweep : null
}
