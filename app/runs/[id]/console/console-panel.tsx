'use client'
import { useState } from 'react'
import { plural } from '../../../../lib/format.ts'
import type { Run } from '../../../../lib/run.ts'
import { ConsoleLines } from './console-lines.tsx'
import { linesShown, useConsole } from './use-console.ts'
import { mostFound, useFoundLines } from './use-found-lines.ts'
import './console.css'

/** What the run's program prints, live; read when it is opened. */
export function ConsolePanel({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const { parts, fault } = useConsole(run.id, isOpen)
  const found = useFoundLines(run.id, isOpen ? search : '')
  const first = parts?.[0]?.first ?? 0
  return (
    <details className="console" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>Console</h2>
      </summary>
      {isOpen && parts === null && <p className="soft small">{fault ?? 'Being read …'}</p>}
      {parts?.length === 0 && (
        <p className="soft small">
          Nothing was printed here. <code>console=True</code> in Python, or <code>console: true</code> in
          Node, sends what the program prints.
        </p>
      )}
      {parts !== null && parts.length > 0 && (
        <>
          <div className="row small console-bar">
            <input
              type="search"
              placeholder="Find in all lines"
              aria-label="Find in what was printed"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <span className="soft" role="status">
              {found ? foundWords(found) : first > 0 && `The newest ${linesShown} lines.`}
            </span>
            <a href={`/api/runs/${run.id}/console`} target="_blank" rel="noreferrer">
              All as text
            </a>
          </div>
          <ConsoleLines parts={found?.parts ?? parts} hasGaps={found === null} />
        </>
      )}
    </details>
  )
}

function foundWords({ count, isSearching, fault }: NonNullable<ReturnType<typeof useFoundLines>>): string {
  if (fault) return fault
  if (isSearching) return 'Being searched …'
  return count > mostFound
    ? `${plural(count, 'line')}, of which the newest ${mostFound} are shown.`
    : `${plural(count, 'line')}.`
}
