/** What is said of a sweep, in the terminal and on its page. Pure. */
import { formatEstimate, plural } from '../format.ts'
import type { Cell } from './cell.ts'
import { type Tally, tallyOf } from './progress.ts'
import type { Sweep, SweepState } from './sweep.ts'

/** `7 of 20 trained, 1 failed, 2 going on, 10 waiting`; nothing is said of what there is none of. */
export function tallyText({ all, finished, failed, stopped, running, waiting }: Tally): string {
  const parts = [
    `${finished} of ${all} trained`,
    failed ? `${failed} failed` : '',
    stopped ? `${stopped} stopped` : '',
    running ? `${running} going on` : '',
    waiting ? `${waiting} waiting` : '',
  ]
  return parts.filter(Boolean).join(', ')
}

export function leftText(ms: number | null): string {
  return ms === null || ms === 0 ? '' : `${formatEstimate(ms)} left`
}

export const stateWords: Record<SweepState, string> = {
  'going-on': 'going on',
  stopping: 'stopping',
  done: 'done',
  stopped: 'stopped',
  interrupted: 'interrupted',
}

/** `huber(delta=1), lr 0.01`; the rate only where the sweep has several. */
export function settingTitle({ loss, lr }: Pick<Cell, 'loss' | 'lr'>, hasRates: boolean): string {
  return `${loss}${hasRates ? `, lr ${lr}` : ''}`
}

export function cellTitle(cell: Pick<Cell, 'loss' | 'lr' | 'seed'>, hasRates: boolean): string {
  return `${settingTitle(cell, hasRates)}, seed ${cell.seed}`
}

/** A line of each loss for the end of a sweep: how many of its trainings finished and failed, and why one did. */
export function summaryLines(cells: readonly Cell[]): string[] {
  const losses = [...new Set(cells.map(({ loss }) => loss))]
  const width = Math.max(0, ...losses.map(({ length }) => length))
  return losses.map((loss) => {
    const own = cells.filter((cell) => cell.loss === loss)
    const { finished, failed, stopped, running, waiting } = tallyOf(own)
    const left = stopped + running + waiting
    const why = own.find(({ status, reason }) => status === 'failed' && reason)?.reason
    const parts = [
      `${finished} of ${plural(own.length, 'training')} finished`,
      failed ? `${failed} failed${why ? `: ${why}` : ''}` : '',
      left ? `${left} not trained` : '',
    ]
    return `${loss.padEnd(width)}  ${parts.filter(Boolean).join(', ')}`
  })
}

/** Where all runs of a sweep are compared, those too that begin later, by the series that its table shows. */
export function comparePath({ id }: Pick<Sweep, 'id'>, score: string): string {
  return `/compare?${new URLSearchParams({ sweep: id, metric: score })}`
}
