'use client'
import { useState } from 'react'
import { at } from '../../../../lib/base-path.ts'
import { plural } from '../../../../lib/format.ts'
import { ConsoleLines } from './console-lines.tsx'
import { linesShown, useConsole } from './use-console.ts'
import { mostFound, useFoundLines } from './use-found-lines.ts'

/** The lines of a run, live, with a search through all of them. */
export function ConsoleBody({ runId, isOpen }: { runId: string; isOpen: boolean }) {
  const [search, setSearch] = useState('')
  const { parts, fault } = useConsole(runId, isOpen)
  const found = useFoundLines(runId, isOpen ? search : '')
  const first = parts?.[0]?.first ?? 0
  if (parts === null) return <p className="soft small">{fault ?? 'Being read …'}</p>
  if (parts.length === 0)
    return (
      <p className="soft small">
        Nothing was printed here. <code>console=True</code> in Python, or <code>console: true</code> in Node,
        sends what the program prints.
      </p>
    )
  return (
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
        <a href={at(`/api/runs/${runId}/console`)} target="_blank" rel="noreferrer">
          All as text
        </a>
      </div>
      <ConsoleLines parts={found?.parts ?? parts} hasGaps={found === null} />
    </>
  )
}

function foundWords({ count, isSearching, fault }: NonNullable<ReturnType<typeof useFoundLines>>): string {
  if (fault) return fault
  if (isSearching) return 'Being searched …'
  return count > mostFound
    ? `${plural(count, 'line')}, of which the newest ${mostFound} are shown.`
    : `${plural(count, 'line')}.`
}
