/** What a rule would have said about past runs with other thresholds. */
import type { Finding } from '../run.ts'

/** A finding that there is, or would be. */
export type Flagged = Pick<Finding, 'series' | 'step' | 'raisedStep' | 'severity'>

export type PreviewedRun = {
  id: string
  name: string
  /** With the saved thresholds, and with the proposed ones. */
  saved: Flagged[]
  proposed: Flagged[]
}

export type Preview = {
  code: string
  /** In the order they were handed in. */
  runs: PreviewedRun[]
  /** Runs with too many points to be replayed while somebody waits. */
  skipped: { id: string; name: string; points: number }[]
}

/** What changes for a run: `same` covers one that is flagged in neither. */
export type Change = 'silenced' | 'flagged' | 'moved' | 'same'

export function changeOf({ saved, proposed }: PreviewedRun): Change {
  if (saved.length > 0 && proposed.length === 0) return 'silenced'
  if (saved.length === 0 && proposed.length > 0) return 'flagged'
  return JSON.stringify(saved) === JSON.stringify(proposed) ? 'same' : 'moved'
}

/** Those that change first, then those that are flagged all the same; runs of which nothing is said are left out. */
export function rowsOf({ runs }: Preview): (PreviewedRun & { change: Change })[] {
  const order: Change[] = ['silenced', 'flagged', 'moved', 'same']
  return runs
    .map((run) => ({ ...run, change: changeOf(run) }))
    .filter(({ saved, proposed }) => saved.length + proposed.length > 0)
    .sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change))
}

/** The whole in one sentence. */
export function summaryOf({ runs, skipped }: Preview): string {
  const left = skipped.length ? ` ${runsOf(skipped.length)} left out, with too many values to replay.` : ''
  if (runs.length === 0 && skipped.length === 0) return 'There are no runs yet to try it on.'
  const count = (change: Change) => runs.filter((run) => changeOf(run) === change).length
  const flagged = runs.filter(({ saved }) => saved.length > 0).length
  const [silenced, added, moved] = [count('silenced'), count('flagged'), count('moved')]
  const parts = [
    ...(silenced ? [`would have been silent about ${runsOf(silenced)} that it flagged`] : []),
    ...(added ? [`would have flagged ${added} more`] : []),
    ...(moved ? [`would have flagged ${runsOf(moved)} at other steps or severities`] : []),
  ]
  const last = parts.pop()
  const words = parts.length ? `${parts.join(', ')} and ${last}` : last
  if (!words)
    return `Of ${runsOf(runs.length)} it flags ${flagged || 'none'}, with and without the change.${left}`
  return `Of ${runsOf(runs.length)} it flagged ${flagged || 'none'}; with the change it ${words}.${left}`
}

function runsOf(count: number): string {
  return `${count} run${count === 1 ? '' : 's'}`
}
