'use client'
import Link from 'next/link'
import { useState } from 'react'
import { formatDuration, formatEstimate } from '../../../lib/format.ts'
import { libraryTitle } from '../../../lib/losses/dialects/libraries.ts'
import { isLive, type Run, type RunLoss } from '../../../lib/run.ts'
import { progressOf, silence, silentMs, timeLeft } from '../../../lib/summary/headline.ts'
import type { StepValue } from '../../../lib/summary/run-summary.ts'
import { pausedMs, workMs } from '../../../lib/summary/work-time.ts'
import { sweepIdOf } from '../../../lib/sweep/sweep.ts'
import { ReportLink } from '../../components/export/report-link.tsx'
import { send } from '../../components/send.ts'
import { StatusChip } from '../../components/status-chip.tsx'

type Props = {
  run: Run
  /** Where the loss is explained; null where the library does not know it. */
  lossPage: string | null
  latest: Readonly<Record<string, StepValue>>
  lastPointAt: number | null
  heardAt: number | null
  now: number
}

/** Name, status, progress, and the buttons that reach the program that trains. */
export function RunHeader({ run, lossPage, latest, lastPointAt, heardAt, now }: Props) {
  const progress = progressOf(run, latest)
  const sweepId = sweepIdOf(run.id)
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
        {run.tags.map((tag) => (
          <span key={tag} className="chip">
            {tag}
          </span>
        ))}
      </div>
      <div className="row small soft">
        <span>project {run.project}</span>
        {sweepId !== null && (
          <Link href={`/sweeps/${sweepId}`} className="sweep-of">
            sweep {run.group ?? ''}
          </Link>
        )}
        <span>{formatDuration(workMs(run, until))}</span>
        {paused > 0 && <span>and {formatDuration(paused)} paused</span>}
        {isLive(run) && progress !== null && (
          <>
            <progress max={1} value={progress} aria-label="Progress" />
            <span className="progress-text">
              {Math.round(100 * progress)} %{left === null ? '' : `, ${formatEstimate(left)} left`}
            </span>
          </>
        )}
        {isLive(run) && <Controls run={run} now={now} />}
        <ReportLink runs={[run.id]} />
      </div>
    </header>
  )
}

/** The loss as its library's, `huber (Keras)`. */
function LossChip({ loss: { id, dialect }, page }: { loss: RunLoss; page: string | null }) {
  const text = dialect === undefined ? id : `${id} (${libraryTitle(dialect)})`
  if (page === null) return <span className="chip">{text}</span>
  // Not a link within the page: only a browser that goes there marks the row of the library as its target.
  return (
    <a className="chip" href={page}>
      {text}
    </a>
  )
}

/** As long as the server takes a name. */
const longestName = 250

function RunName({ run }: { run: Run }) {
  const [name, setName] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  async function save() {
    const changed = name?.trim()
    const failed =
      changed && changed !== run.name ? await send('PATCH', `/api/runs/${run.id}`, { name: changed }) : null
    setFault(failed)
    // What was typed stays while it could not be saved.
    if (failed === null) setName(null)
  }
  if (name === null)
    return (
      <h1>
        <button type="button" className="plain run-name" title="Rename" onClick={() => setName(run.name)}>
          {run.name}
        </button>
      </h1>
    )
  return (
    <>
      <input
        maxLength={longestName}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        aria-label="Name of the run"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            setFault(null)
            setName(null)
          }
        }}
      />
      {fault && <span className="small critical"> {fault}</span>}
    </>
  )
}

function Controls({ run, now }: { run: Run; now: number }) {
  const [asked, setAsked] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  async function ask(action: 'stop' | 'pause' | 'resume') {
    setAsked(action)
    setFault(await send('POST', `/api/runs/${run.id}/control`, { action }))
    if (action !== 'stop') setAsked(null)
  }
  const { stopAsked } = run
  const isStopping = stopAsked !== null || (asked === 'stop' && !fault)
  const other = run.status === 'paused' ? 'resume' : 'pause'
  return (
    <span className="row">
      {/* What only sends HTTP hears that it is to stop, and cannot be held. */}
      {run.source !== 'http' && (
        <button type="button" disabled={isStopping || (asked !== null && !fault)} onClick={() => ask(other)}>
          {other === 'pause' ? 'Pause' : 'Go on'}
        </button>
      )}
      <button type="button" disabled={isStopping} onClick={() => ask('stop')}>
        {isStopping ? 'Stopping …' : 'Stop'}
      </button>
      {stopAsked && (
        <span title={stopAsked.reason}>
          asked {stopAsked.by === 'policy' ? 'by a policy' : 'on the page'}{' '}
          {formatDuration(Math.max(0, now - stopAsked.time))} ago
        </span>
      )}
      {fault && <span className="critical">{fault}</span>}
    </span>
  )
}
