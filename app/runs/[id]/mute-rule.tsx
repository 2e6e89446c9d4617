'use client'
import Link from 'next/link'
import { useState } from 'react'
import type { Run } from '../../../lib/run.ts'
import type { Mute } from '../../../lib/settings/settings.ts'
import type { Mutes } from './use-mutes.ts'

type Props = { code: string; run: Run; mutes: Mutes }

/** Silences the rule of a finding in this run, in its project or everywhere, and takes that back. */
export function MuteRule({ code, run, mutes }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const silencing = mutes.muted.filter(
    (mute) =>
      mute.code === code &&
      (mute.runId === undefined || mute.runId === run.id) &&
      (mute.project === undefined || mute.project === run.project),
  )
  const places: { words: string; mute: Mute }[] = [
    { words: 'In this run', mute: { code, runId: run.id } },
    { words: `In the project ${run.project}`, mute: { code, project: run.project } },
    { words: 'Everywhere', mute: { code } },
  ]
  async function act(action: Promise<string | null>) {
    setFault(await action)
    setOpen(false)
  }
  return (
    <>
      {silencing.length === 0 && (
        <button
          type="button"
          data-needs="owner"
          className="plain small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Mute this rule{isOpen ? '' : ' …'}
        </button>
      )}
      {isOpen && silencing.length === 0 && (
        <span className="mute-where">
          {places.map(({ words, mute }) => (
            <button key={words} type="button" className="small" onClick={() => act(mutes.mute(mute))}>
              {words}
            </button>
          ))}
        </span>
      )}
      {silencing.map((mute) => (
        <span key={JSON.stringify(mute)} className="muted-note soft small" role="status">
          {wordsOf(mute)}: this rule raises nothing new there.{' '}
          <button
            type="button"
            data-needs="owner"
            className="plain small"
            onClick={() => act(mutes.unmute(mute))}
          >
            Undo
          </button>{' '}
          · <Link href="/settings#muted">Settings</Link>
        </span>
      ))}
      {fault && <span className="critical small">{fault}</span>}
    </>
  )
}

function wordsOf({ project, runId }: Mute): string {
  if (runId !== undefined) return 'Muted in this run'
  return project === undefined ? 'Muted everywhere' : `Muted in the project ${project}`
}
