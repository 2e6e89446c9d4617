'use client'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { watch } from '../../lib/live/page-socket.ts'

/**
 * Lights up when a value comes, whatever program it is of: of the run that began last since the page was opened,
 * before others.
 */
export function FirstValue() {
  const [heard, setHeard] = useState<{ runId: string; isNew: boolean } | null>(null)
  const begun = useRef<string | null>(null)
  useEffect(
    () =>
      watch(
        { runs: true },
        {
          onReady() {},
          onEvents(events) {
            for (const event of events) {
              if (event.type === 'run-started') begun.current = event.run.id
              if (event.type !== 'points') continue
              const { runId } = event
              const isNew = begun.current === runId
              setHeard((before) =>
                before && (!isNew || (before.isNew && before.runId === runId)) ? before : { runId, isNew },
              )
            }
          },
        },
      ),
    [],
  )
  return (
    <p className="notice" role="status">
      {heard === null ? (
        'Waiting for a value: this line lights up when one comes.'
      ) : (
        <>
          <strong>{heard.isNew ? 'A value has come.' : 'Values come of a run that was there before.'}</strong>{' '}
          <Link href={`/runs/${heard.runId}`}>See its run</Link>
          {!heard.isNew && ' This line lights up for a new one.'}
        </>
      )}
    </p>
  )
}
