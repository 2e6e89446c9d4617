'use client'
import { useState } from 'react'
import type { Run } from '../../../lib/run.ts'
import { naturalOrder } from '../../../lib/summary/panels.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { aboutOf } from './about-run.ts'
import { Pairs } from './pairs.tsx'
import { RunNotes } from './run-notes.tsx'

/** What the run was trained with, and where. */
export function Parameters({ run, replaced }: { run: Run; replaced: number }) {
  const [search, setSearch] = useState('')
  const params = Object.entries(run.params)
    .filter(([key, value]) => `${key} ${value}`.toLowerCase().includes(search.toLowerCase()))
    .sort(([a], [b]) => naturalOrder(a, b))
  const hasParams = Object.keys(run.params).length > 0
  return (
    <section className="parameters" aria-label="Parameters">
      <div>
        <div className="spread">
          <h2>Parameters</h2>
          {hasParams && (
            <span className="row">
              <input
                type="search"
                placeholder="Find"
                aria-label="Find a parameter"
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
              <CopyButton text={JSON.stringify(run.params, null, 2)} title="Copy as JSON" />
            </span>
          )}
        </div>
        {hasParams ? <Pairs pairs={params} /> : <p className="soft">None were logged.</p>}
      </div>
      <div>
        <h2>About this run</h2>
        <RunNotes run={run} />
        <Pairs pairs={aboutOf(run, replaced)} />
      </div>
    </section>
  )
}
