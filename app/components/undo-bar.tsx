'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { plural } from '../../lib/format.ts'
import { deletion } from './deletion.ts'

export function useDeletion() {
  return useSyncExternalStore(deletion.subscribe, deletion.get, deletion.getOnServer)
}

/** Says on every page what is being deleted, with *Undo* while it can be taken back. */
export function UndoBar() {
  const { hidden, canUndo, fault } = useDeletion()
  useEffect(() => {
    // What somebody deleted is deleted, though the tab be closed within its seconds.
    window.addEventListener('pagehide', deletion.carryOutAtOnce)
    return () => window.removeEventListener('pagehide', deletion.carryOutAtOnce)
  }, [])
  return (
    <div className="undo-bar small" aria-live="polite" hidden={!canUndo && fault === null}>
      {fault !== null && (
        <>
          <span className="critical">{fault}</span>
          <button type="button" onClick={deletion.dismiss}>
            All right
          </button>
        </>
      )}
      {canUndo && (
        <>
          <span>{plural(hidden.length, 'run')} deleted.</span>
          <button type="button" onClick={deletion.undo}>
            Undo
          </button>
        </>
      )}
    </div>
  )
}
