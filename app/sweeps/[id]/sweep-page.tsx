'use client'
import Link from 'next/link'
import { plural } from '../../../lib/format.ts'
import type { SweepDetail } from '../../../lib/sweep/detail.ts'
import { isGoingOn, shareOf, tallyOf, timeLeft } from '../../../lib/sweep/progress.ts'
import { comparePath, leftText, stateWords, tallyText } from '../../../lib/sweep/words.ts'
import { useAddressed } from '../../components/addressed.ts'
import { Command } from '../../components/command.tsx'
import { useNow } from '../../components/use-now.ts'
import { Failures } from './failures.tsx'
import { SweepControls } from './sweep-controls.tsx'
import { SweepTable } from './sweep-table.tsx'
import { SweepVerdict } from './sweep-verdict.tsx'
import { useSweep } from './use-sweep.ts'

type Props = {
  stored: SweepDetail
  readAt: number
  /** Trains more seeds, in a terminal. */
  command: string
}

/** A sweep while it goes on, and after. */
export function SweepPage({ stored, readAt, command }: Props) {
  const { detail, reread } = useSweep(stored)
  const { sweep, state, trainings, score } = detail
  const isOn = state === 'going-on' || state === 'stopping'
  const now = useNow(isOn) ?? readAt
  const tally = tallyOf(trainings)
  const done = trainings.reduce(
    (sum, cell) => sum + (cell.isOver ? 1 : isGoingOn(cell) ? shareOf(cell) : 0),
    0,
  )
  const left = isOn ? leftText(timeLeft(trainings, sweep.jobs, now)) : ''
  const text = [tallyText(tally), left].filter(Boolean).join(', ')
  const { options } = sweep.plan
  return (
    <main className="sweeps">
      <div className="spread">
        <div className="row">
          <h1>{sweep.name}</h1>
          <span className="status" data-status={state}>
            {stateWords[state]}
          </span>
        </div>
        {tally.waiting < tally.all && (
          <Link className="button" href={comparePath(sweep, detail.score)}>
            Compare its runs
          </Link>
        )}
      </div>
      <p className="small soft">
        {options.task}, {options.model}, {options.optimizer}, {options.epochs} epochs, project {sweep.project}
        .{' '}
        <Link href="/sweeps" className="all-sweeps">
          All sweeps
        </Link>
      </p>
      <div className="sweep-progress" aria-live="off">
        <progress max={tally.all} value={done} aria-label="Progress of the sweep" />
        <p>{text}</p>
      </div>
      {state === 'interrupted' && (
        <p className="notice warning">
          Nobody trains this sweep any more, and {plural(tally.waiting, 'training')} of it{' '}
          {tally.waiting === 1 ? 'is' : 'are'} left. What is trained stays; what was half-trained begins anew.
        </p>
      )}
      {tally.finished > 1 && (
        <SweepVerdict id={sweep.id} metric={score} ended={tally.finished + tally.failed} />
      )}
      <SweepControls detail={detail} onDone={reread} />
      <SweepTable plan={sweep.plan} cells={trainings} score={score} />
      <Failures cells={trainings} hasRates={sweep.plan.lrs.length > 1} />
      <p className="small soft">
        In a terminal, five more seeds: <Command text={useAddressed(command)} />
      </p>
    </main>
  )
}
