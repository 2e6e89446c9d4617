'use client'
import { useEffect, useRef } from 'react'
import { plural } from '../../../lib/format.ts'
import { type ChosenFile, filesOf } from './chosen-files.ts'
import { ColumnsForm } from './columns-form.tsx'
import { FoundRuns } from './found-runs.tsx'
import { importing } from './importing.ts'
import { useDrop } from './use-drop.ts'
import { useFilesOver } from './use-files-over.ts'

/** Imports logs that are there already: files that are chosen, or files and folders that are dropped anywhere. */
export function ImportDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const { state, mappings, plain, send, mean, store, close } = useDrop()

  async function take(files: Promise<ChosenFile[]>): Promise<void> {
    const chosen = await files
    if (chosen.length === 0) return
    if (!dialog.current?.open) dialog.current?.showModal()
    send(chosen)
  }
  const isOver = useFilesOver(take)
  useEffect(() => importing.setChooser(() => chooser.current?.click()), [])

  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={({ target }) => {
          take(Promise.resolve(filesOf(target.files as FileList)))
          target.value = ''
        }}
      />
      {isOver && <div className="drop-here">Drop logs here to import them</div>}
      <dialog ref={dialog} aria-label="Import files" onClose={close}>
        <h2>Import files</h2>
        <div aria-live="polite">
          {state.phase === 'sending' && (
            <p>
              Sending file {state.sent + 1} of {state.of} …
            </p>
          )}
          {state.phase === 'reading' && <p>Reading …</p>}
          {state.phase === 'failed' && <p className="critical">{state.fault}</p>}
          {(state.phase === 'found' || state.phase === 'stored') && (
            <>
              {state.found.runs.length === 0 && <p>There is no run in these files that could be read.</p>}
              <FoundRuns
                found={state.found}
                isStored={state.phase === 'stored'}
                onLeave={() => dialog.current?.close()}
              />
            </>
          )}
          {state.phase === 'found' &&
            plain.map(([file, columns]) => (
              <ColumnsForm
                key={file}
                {...{ file, columns }}
                mapping={mappings[file] ?? {}}
                onMean={(mapping) => mean(file, mapping)}
              />
            ))}
        </div>
        <div className="row">
          {state.phase === 'found' && state.found.runs.length > 0 && (
            <button type="button" className="main" onClick={store}>
              Import {plural(state.found.runs.length, 'run')}
            </button>
          )}
          <button type="button" onClick={() => dialog.current?.close()}>
            {state.phase === 'stored' ? 'Close' : 'Cancel'}
          </button>
        </div>
      </dialog>
    </>
  )
}
