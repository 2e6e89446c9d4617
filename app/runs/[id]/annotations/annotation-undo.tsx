'use client'
import { useSyncExternalStore } from 'react'
import { annotationDeletion } from './annotation-deletion.ts'

/** Says that an annotation is being deleted, with *Undo* while it can be taken back. */
export function AnnotationUndo() {
  const { canUndo, fault } = useSyncExternalStore(
    annotationDeletion.subscribe,
    annotationDeletion.get,
    annotationDeletion.getOnServer,
  )
  return (
    <p className="annotation-undo row small" aria-live="polite" hidden={!canUndo && fault === null}>
      {fault !== null && (
        <>
          <span className="critical">{fault}</span>
          <button type="button" onClick={annotationDeletion.dismiss}>
            All right
          </button>
        </>
      )}
      {canUndo && (
        <>
          Annotation deleted.
          <button type="button" onClick={annotationDeletion.undo}>
            Undo
          </button>
        </>
      )}
    </p>
  )
}
