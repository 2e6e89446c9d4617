'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { at } from '../../../lib/base-path.ts'
import { formatDuration, formatEstimate } from '../../../lib/format.ts'
import { libraryTitle } from '../../../lib/losses/dialects/libraries.ts'
import { isLive, type Run, type RunLoss } from '../../../lib/run.ts'
import { progressOf, silence, silentMs, timeLeft } from '../../../lib/summary/headline.ts'
import type { StepValue } from '../../../lib/summary/run-summary.ts'
import { pausedMs, workMs } from '../../../lib/summary/work-time.ts'
import { sweepIdOf } from '../../../lib/sweep/sweep.ts'
import { optionsAgain } from '../../../lib/training/again.ts'
import { ReportLink } from '../../components/export/report-link.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { DeleteRun } from './delete-run.tsx'
import { RunControls } from './run-controls.tsx'
import { RunName } from './run-name.tsx'
import { RunTags } from './run-tags.tsx'
import { TrainAgain } from './train-again.tsx'

type Props = {
  run: Run
  /** Whether it is all right, in words. */
  children: ReactNode
  /** Where the loss is explained; null where the library does not know it. */
  lossPage: string | null
  /** A link to its comparison with runs like it. */
  siblings: ReactNode
  latest: Readonly<Record<string, StepValue>>
  lastPointAt: number | null
  heardAt: number | null
  now: number
}

/** Name, status, what is said of the run, progress, and the buttons that reach the program that trains. */
export function RunHeader(props: Props) {
  const { run, children, lossPage, siblings, latest, lastPointAt, heardAt, now } = props
  const progress = progressOf(run, latest)
  const sweepId = sweepIdOf(run.id)
  const again = isLive(run) || isOwnLoss(run, lossPage) ? null : optionsAgain(run)
  const until = run.endedAt ?? now
  const paused = pausedMs(run, until)
  const isSilent = silence({ lastPointAt, heardAt }, now) > silentMs
  const left = isSilent ? null : timeLeft(run, latest, lastPointAt)
  return (
    <header className="run-header">
      <div className="row">
        <RunName key={run.name} run={run} />
        <StatusChip status={run.status} />
        {run.loss && <LossChip loss={run.loss} page={lossPage} />}
        <RunTags run={run} />
      </div>
      <div className="run-words">{children}</div>
      <div className="row small soft run-facts">
        <span>project {run.project}</span>
        {sweepId !== null && <Link href={`/sweeps/${sweepId}`}>sweep {run.group ?? ''}</Link>}
        <span>{formatDuration(workMs(run, until))}</span>
        {paused > 0 && <span>and {formatDuration(paused)} paused</span>}
        {isLive(run) && progress !== null && (
          <span className="row run-progress">
            <progress max={1} value={progress} aria-label="Progress" />
            <span className="progress-text">
              {Math.round(100 * progress)} %{left === null ? '' : `, ${formatEstimate(left)} left`}
            </span>
          </span>
        )}
        {isLive(run) && <RunControls run={run} now={now} />}
        <ReportLink runs={[run.id]} />
        {!isLive(run) && <DeleteRun run={run} />}
        {again && <TrainAgain options={again} />}
        {siblings}
      </div>
    </header>
  )
}

/** A file of one's own, which is never read for a page. */
const isOwnLoss = ({ loss }: Run, page: string | null) => loss !== null && page === null

/** The loss as its library's, `huber (Keras)`. */
function LossChip({ loss: { id, dialect }, page }: { loss: RunLoss; page: string | null }) {
  const text = dialect === undefined ? id : `${id} (${libraryTitle(dialect)})`
  if (page === null) return <span className="chip">{text}</span>
  // Not a link within the page: only a browser that goes there marks the row of the library as its target.
  return (
    <a className="chip" href={at(page)}>
      {text}
    </a>
  )
}
