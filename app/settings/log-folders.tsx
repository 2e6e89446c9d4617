'use client'
import { useId, useState } from 'react'
import { Command } from '../components/command.tsx'

type Props = {
  folders: readonly string[]
  missing: readonly string[]
  isShared: boolean
  /** Why they were refused. */
  fault: string | undefined
  onChange(folders: readonly string[]): void
}

/** Folders of the server's machine below which every log is followed while it is written. */
export function LogFolders({ folders, missing, isShared, fault, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const id = useId()
  const wanted = typed.trim()
  if (isShared)
    return (
      <p className="soft set-lead">
        This server is shared, so folders are named where it is started:{' '}
        <Command text="npm start -- --logdir path/to/logs" />
      </p>
    )
  return (
    <>
      <p className="soft set-lead">
        Every log below these folders is shown while it is written: event files of TensorBoard, CSV and JSON
        files, and those of 30 other tools. The same as <Command text="npm start -- --logdir" />.
      </p>
      <ul className="set-mutes" aria-label="Folders to follow">
        {folders.map((folder) => (
          <li key={folder}>
            <span>
              <code>{folder}</code> {missing.includes(folder) && 'is not there yet'}
            </span>
            <button
              type="button"
              className="plain small"
              aria-label={`Follow ${folder} no more`}
              onClick={() => onChange(folders.filter((one) => one !== folder))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          if (wanted !== '' && !folders.includes(wanted)) onChange([...folders, wanted])
          setTyped('')
        }}
      >
        <input
          aria-label="Folder to follow"
          aria-describedby={`${id}-said`}
          placeholder="/home/me/runs"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" disabled={wanted === ''}>
          Add
        </button>
      </form>
      <p id={`${id}-said`} className={fault ? 'critical small' : 'faint small'}>
        {fault ?? 'On the machine of this server, from the root of its disk.'}
      </p>
    </>
  )
}
