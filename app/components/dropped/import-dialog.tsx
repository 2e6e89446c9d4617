'use client'
import { useEffect, useRef } from 'react'
import { plural } from '../../../lib/format.ts'
import type { ChosenFile } from './chosen-files.ts'
import { ColumnsForm } from './columns-form.tsx'
import { FoundRuns } from './found-runs.tsx'
import { useDrop } from './use-drop.ts'

/** What is in these files, and what shall be stored of it; opens for each new promise of files. */
export function ImportDialog({ files }: { files: Promise<readonly ChosenFile[]> }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { state, mappings, plain, send, mean, store, close } = useDrop()
  const sending = useRef(send)
  sending.current = send
  useEffect(() => {
    let isOver = false
    void files.then((chosen) => {
      if (isOver || chosen.length === 0) return
      if (!dialog.current?.open) dialog.current?.showModal()
      void sending.current(chosen)
    })
    return () => {
      isOver = true
    }
  }, [files])

  return (
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
  )
}
