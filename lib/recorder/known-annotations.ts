/** Which annotations a run has: one that comes again is none, and there are only this many. */
import { limits } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { RunEvent } from '../run.ts'
import type { Store } from '../store/store.ts'

/**
 * Whether an event brings an annotation that its run has already, stored or earlier in the same message. Refuses one
 * too many.
 */
export function createKnownAnnotations(store: Pick<Store, 'listAnnotations'>) {
  const idsOf = new Map<string, Set<string>>()
  return async (event: RunEvent): Promise<boolean> => {
    if (event.type !== 'annotation') return false
    const { runId, id } = event
    const ids = idsOf.get(runId) ?? new Set((await store.listAnnotations(runId)).map((one) => one.id))
    idsOf.set(runId, ids)
    if (ids.has(id)) return true
    if (ids.size >= limits.annotations)
      throw new Refusal(
        'conflict',
        `The run "${runId}" has ${limits.annotations} annotations, and takes no more: delete some first.`,
      )
    ids.add(id)
    return false
  }
}
