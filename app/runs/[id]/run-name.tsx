'use client'
import { useState } from 'react'
import type { Run } from '../../../lib/run.ts'
import { send } from '../../components/send.ts'

/** As long as the server takes a name. */
const longestName = 250

/** The name, which can be changed where it stands. */
export function RunName({ run }: { run: Run }) {
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
