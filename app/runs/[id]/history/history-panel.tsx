'use client'
import { useState } from 'react'
import type { HistoryKind } from '../../../../lib/history/history.ts'
import type { Run } from '../../../../lib/run.ts'
import { placeOf } from '../../../../lib/summary/headline.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { useHistory } from './use-history.ts'
import './history.css'

const titles: Record<HistoryKind, string> = {
  started: 'start',
  paused: 'pause',
  resumed: 'resumed',
  'stop-asked': 'stop asked',
  'rate-changed': 'rate',
  finding: 'finding',
  'finding-over': 'finding over',
  'finding-acknowledged': 'acknowledged',
  annotation: 'annotation',
  branched: 'branch',
  lost: 'lost',
  ended: 'end',
}

/** What does not say by itself where it was. */
const sayStep: ReadonlySet<HistoryKind> = new Set(['annotation', 'rate-changed', 'finding-over'])

/** Entries shown at first; a run that goes wrong again and again has hundreds. */
const shownAtFirst = 50

/** What happened to the run, newest first; read when it is opened. */
export function HistoryPanel({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const [showsAll, setShowsAll] = useState(false)
  const { entries, fault } = useHistory(run.id, isOpen)
  const shown = showsAll ? entries : entries?.slice(0, shownAtFirst)
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>History</h2>
      </summary>
      {fault && <p className="critical small">{fault}</p>}
      {entries === null && !fault && <p className="soft small">Being read …</p>}
      {shown && (
        <ol aria-label="History, newest first">
          {shown.map(({ time, step, kind, text, severity }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: its place from the oldest, as the same may be said twice
            <li key={`${kind} ${(entries?.length ?? 0) - i}`} data-kind={kind}>
              <span className="soft history-when">
                <LocalTime time={time} />
              </span>
              <span className={kind === 'finding' ? severity : 'soft'}>{titles[kind]}</span>
              <span className="history-text">
                {text}{' '}
                {step !== null && sayStep.has(kind) && <span className="soft">{placeOf(step, run)}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      {entries && shown && shown.length < entries.length && (
        <button type="button" className="plain small" onClick={() => setShowsAll(true)}>
          Show {entries.length - shown.length} older
        </button>
      )}
    </details>
  )
}
