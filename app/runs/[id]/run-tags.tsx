'use client'
import { type FormEvent, useState } from 'react'
import type { Run } from '../../../lib/run.ts'
import { send } from '../../components/send.ts'

/** As long as the server takes one. */
const longestTag = 250

/** The tags, which are added and taken off where they stand. */
export function RunTags({ run }: { run: Run }) {
  const [isAdding, setAdding] = useState(false)
  const [fault, setFault] = useState<string | null>(null)

  async function save(tags: readonly string[]): Promise<void> {
    const failed = await send('PATCH', `/api/runs/${run.id}`, { tags })
    setFault(failed)
    if (failed === null) setAdding(false)
  }
  async function add(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const tag = String(new FormData(event.currentTarget).get('tag') ?? '').trim()
    if (tag === '' || run.tags.includes(tag)) return setAdding(false)
    await save([...run.tags, tag])
  }
  return (
    <>
      {run.tags.map((tag) => (
        <span key={tag} className="chip tag">
          {tag}
          <button
            type="button"
            data-needs="control"
            className="plain"
            aria-label={`Take the tag ${tag} off`}
            onClick={() => save(run.tags.filter((other) => other !== tag))}
          >
            ×
          </button>
        </span>
      ))}
      {isAdding ? (
        <form onSubmit={add}>
          <input
            name="tag"
            maxLength={longestTag}
            // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
            autoFocus
            aria-label="New tag"
            onKeyDown={({ key }) => key === 'Escape' && setAdding(false)}
          />
        </form>
      ) : (
        <button
          type="button"
          data-needs="control"
          className="plain small soft"
          onClick={() => setAdding(true)}
        >
          + tag
        </button>
      )}
      {fault && <span className="small critical">{fault}</span>}
    </>
  )
}
