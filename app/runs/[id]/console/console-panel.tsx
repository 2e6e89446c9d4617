'use client'
import { lazy, Suspense, useState } from 'react'
import type { Run } from '../../../../lib/run.ts'
import './console.css'

/** Few look at it: its program comes when it is opened. */
const ConsoleBody = lazy(async () => ({ default: (await import('./console-body.tsx')).ConsoleBody }))

/** What the run's program prints, live; read when it is opened. */
export function ConsolePanel({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const [wasOpen, setWasOpen] = useState(false)
  return (
    <details
      className="console"
      onToggle={({ currentTarget: { open } }) => {
        setOpen(open)
        if (open) setWasOpen(true)
      }}
    >
      <summary>
        <h2>Console</h2>
      </summary>
      {wasOpen && (
        <Suspense fallback={<p className="soft small">Being read …</p>}>
          <ConsoleBody runId={run.id} isOpen={isOpen} />
        </Suspense>
      )}
    </details>
  )
}
