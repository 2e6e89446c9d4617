'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { watch } from '../../lib/live/page-socket.ts'

/** Lights up when a value comes, whatever program it is of. */
export function FirstValue() {
  const [runId, setRunId] = useState<string | null>(null)
  useEffect(
    () =>
      watch(
        { runs: true },
        {
          onReady() {},
          onEvents(events) {
            for (const event of events) if (event.type === 'points') setRunId(event.runId)
          },
        },
      ),
    [],
  )
  return (
    <p className="notice" role="status">
      {runId === null ? (
        'Waiting for a value: this line lights up when one comes.'
      ) : (
        <>
          <strong>A value has come.</strong> <Link href={`/runs/${runId}`}>See its run</Link>
        </>
      )}
    </p>
  )
}
