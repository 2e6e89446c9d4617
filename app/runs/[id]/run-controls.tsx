'use client'
import { useEffect, useRef, useState } from 'react'
import { formatDuration } from '../../../lib/format.ts'
import type { Run } from '../../../lib/run.ts'
import { send } from '../../components/send.ts'

/** How long a stop can be taken back. */
const undoMs = 5000

/** Who holds a connection. All others hear with an answer that they are to stop, or by their own tool, and cannot be held. */
const mayBeHeld: ReadonlySet<string> = new Set(['runner', 'client'])

/** The buttons that reach the program that trains. A stop goes out after some seconds, in which it can be taken back. */
export function RunControls({ run, now }: { run: Run; now: number }) {
  const [asked, setAsked] = useState<'pause' | 'resume' | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const stop = useDelayedStop(run.id, setFault)
  async function ask(action: 'pause' | 'resume') {
    setAsked(action)
    setFault(await send('POST', `/api/runs/${run.id}/control`, { action }))
    setAsked(null)
  }
  const { stopAsked } = run
  const isStopping = stopAsked !== null || (stop.isSent && !fault)
  const other = run.status === 'paused' ? 'resume' : 'pause'
  return (
    <span className="row" aria-live="polite">
      {mayBeHeld.has(run.source) && (
        <button
          type="button"
          data-needs="control"
          disabled={isStopping || stop.isWaiting || asked !== null}
          onClick={() => ask(other)}
        >
          {other === 'pause' ? 'Pause' : 'Go on'}
        </button>
      )}
      {stop.isWaiting ? (
        <>
          <span>Stops in a moment.</span>
          <button type="button" onClick={stop.undo}>
            Undo
          </button>
        </>
      ) : (
        <button type="button" data-needs="control" disabled={isStopping} onClick={stop.begin}>
          {isStopping ? 'Stopping …' : 'Stop'}
        </button>
      )}
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

/** Who leaves the page in these seconds has not taken it back. */
function useDelayedStop(id: string, onFault: (fault: string | null) => void) {
  const [state, setState] = useState<'none' | 'waiting' | 'sent'>('none')
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const carryOut = useRef<(isLast: boolean) => void>(() => {})
  carryOut.current = (isLast) => {
    if (timer.current === null) return
    clearTimeout(timer.current)
    timer.current = null
    setState('sent')
    void send('POST', `/api/runs/${id}/control`, { action: 'stop' }, isLast).then((fault) => {
      onFault(fault)
      if (fault) setState('none')
    })
  }
  useEffect(() => {
    const leave = () => carryOut.current(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  return {
    isWaiting: state === 'waiting',
    isSent: state === 'sent',
    begin() {
      onFault(null)
      setState('waiting')
      timer.current = setTimeout(() => carryOut.current(false), undoMs)
    },
    undo() {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
      setState('none')
    },
  }
}
