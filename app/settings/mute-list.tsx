'use client'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import type { Rule } from '../../lib/detectors/rulebook.ts'
import type { Mute } from '../../lib/settings/settings.ts'
import { isSameMute } from './draft.ts'

/** A run that can be named: the newest ones, and those that are muted already. */
export type NamedRun = { id: string; name: string; project: string }

type Props = {
  muted: readonly Mute[]
  rules: readonly Rule[]
  projects: readonly string[]
  runs: readonly NamedRun[]
  onChange(muted: Mute[]): void
}

/** Rules that say nothing, and where. */
export function MuteList({ muted, rules, projects, runs, onChange }: Props) {
  const titleOf = (code: string) => rules.find((rule) => rule.code === code)?.title ?? code
  return (
    <>
      {muted.length === 0 && <p className="soft">No rule is muted.</p>}
      <ul className="set-mutes" aria-label="Muted rules">
        {muted.map((mute) => (
          <li key={`${mute.code} ${mute.project} ${mute.runId}`}>
            <span>
              <b>{titleOf(mute.code)}</b> <Where mute={mute} runs={runs} />
            </span>
            <button
              type="button"
              className="plain small"
              aria-label={`Unmute ${titleOf(mute.code)} ${wordsOf(mute, runs)}`}
              onClick={() => onChange(muted.filter((other) => !isSameMute(other, mute)))}
            >
              Unmute
            </button>
          </li>
        ))}
      </ul>
      <AddMute
        {...{ rules, projects, runs }}
        onAdd={(mute) => {
          if (!muted.some((other) => isSameMute(other, mute))) onChange([...muted, mute])
        }}
      />
    </>
  )
}

function wordsOf({ project, runId }: Mute, runs: readonly NamedRun[]): string {
  if (runId !== undefined) return `in the run ${runs.find(({ id }) => id === runId)?.name ?? runId}`
  return project === undefined ? 'everywhere' : `in the project ${project}`
}

function Where({ mute, runs }: { mute: Mute; runs: readonly NamedRun[] }) {
  const words = wordsOf(mute, runs)
  if (mute.runId === undefined) return words
  return <Link href={`/runs/${mute.runId}`}>{words}</Link>
}

type AddProps = Omit<Props, 'muted' | 'onChange'> & { onAdd(mute: Mute): void }

function AddMute({ rules, projects, runs, onAdd }: AddProps) {
  const [scope, setScope] = useState('everywhere')
  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const code = String(given.get('code'))
    const where = given.get('where')
    if (scope === 'project' && where) onAdd({ code, project: String(where) })
    else if (scope === 'run' && where) onAdd({ code, runId: String(where) })
    else if (scope === 'everywhere') onAdd({ code })
  }
  return (
    <form className="row set-add" onSubmit={add} aria-label="Mute a rule">
      <select name="code" aria-label="Rule to mute">
        {rules.map(({ code, title }) => (
          <option key={code} value={code}>
            {title}
          </option>
        ))}
      </select>
      <select aria-label="Where it is muted" value={scope} onChange={(event) => setScope(event.target.value)}>
        <option value="everywhere">everywhere</option>
        {projects.length > 0 && <option value="project">in a project</option>}
        {runs.length > 0 && <option value="run">in a run</option>}
      </select>
      {scope === 'project' && (
        <select name="where" aria-label="Project">
          {projects.map((project) => (
            <option key={project}>{project}</option>
          ))}
        </select>
      )}
      {scope === 'run' && (
        <select name="where" aria-label="Run">
          {runs.map(({ id, name, project }) => (
            <option key={id} value={id}>
              {name} ({project})
            </option>
          ))}
        </select>
      )}
      <button type="submit">Mute</button>
    </form>
  )
}
