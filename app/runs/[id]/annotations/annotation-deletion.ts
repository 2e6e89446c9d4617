/** Annotations that are deleted in a few seconds unless it is undone, as runs are: also when the page is left meanwhile. */
import { createDeletion } from '../../../components/deletion.ts'
import { send } from '../../../components/send.ts'

/** Of annotations as `pathOf` names them. */
export const annotationDeletion = createDeletion((path, isLast) => send('DELETE', path, undefined, isLast))

export function pathOf(runId: string, annotationId: string): string {
  return `/api/runs/${runId}/annotations/${annotationId}`
}

// For the life of the tab: in-app navigation takes the panel away, and not what it was told.
if (typeof window !== 'undefined') window.addEventListener('pagehide', annotationDeletion.carryOutAtOnce)
