'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Run } from '../../../lib/run.ts'
import { send } from '../../components/send.ts'

/** Most runs have no notes: what draws them is loaded for those that do. */
const MarkdownText = dynamic(
  () => import('../../components/markdown-text.tsx').then((it) => it.MarkdownText),
  {
    loading: () => <p className="soft">…</p>,
  },
)

/** What people say of the run, as Markdown; changed where it stands. */
export function RunNotes({ run }: { run: Run }) {
  const [text, setText] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  async function save(): Promise<void> {
    const failed = text === run.notes ? null : await send('PATCH', `/api/runs/${run.id}`, { notes: text })
    setFault(failed)
    // What was typed stays while it could not be saved.
    if (failed === null) setText(null)
  }
  if (text === null)
    return (
      <div className="run-notes">
        {run.notes && <MarkdownText text={run.notes} />}
        <button type="button" data-needs="control" className="plain small" onClick={() => setText(run.notes)}>
          {run.notes ? 'Edit the notes' : 'Add notes'}
        </button>
      </div>
    )
  return (
    <div className="run-notes">
      <textarea
        rows={8}
        // No limit here, which would cut what is pasted without a word: the server says where it is too long.
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        aria-label="Notes, as Markdown"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Enter' && (ctrlKey || metaKey)) void save()
          // What was typed is not thrown away by a key.
          if (key === 'Escape' && text === run.notes) setText(null)
        }}
      />
      <div className="row">
        <button type="button" className="main" onClick={save}>
          Save
        </button>
        <button type="button" onClick={() => setText(null)}>
          Leave as it was
        </button>
        {fault && <span className="small critical">{fault}</span>}
      </div>
    </div>
  )
}
