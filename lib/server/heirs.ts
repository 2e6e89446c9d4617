/**
 * Messages to the webhook that a server could not send before it was gone, taken over by another on the same
 * database. Who waits writes its row anew every few seconds: one that stands still is nobody's. No clocks are
 * compared.
 */
import type { Store } from '../store/store.ts'

/** How often a row is seen to stand still before it is taken. */
const mostStill = 6

type Parts = {
  store: Pick<Store, 'listSettings' | 'deleteSetting'>
  /** What the names of all such rows begin with, and the whole name of our own. */
  prefix: string
  own: string
  takeUp(text: string): Promise<void>
}

/** Looks at the rows of others. To be called every few seconds. */
export function watchOthersMessages({ store, prefix, own, takeUp }: Parts): () => Promise<void> {
  let seen = new Map<string, { text: string; still: number }>()
  return async () => {
    const rows = await store.listSettings(prefix)
    rows.delete(own)
    const before = seen
    seen = new Map()
    for (const [name, text] of rows) {
      if (text.trim() === '[]') continue
      const known = before.get(name)
      const still = known?.text === text ? known.still + 1 : 0
      // Of several that see it, one can remove it.
      if (still < mostStill) seen.set(name, { text, still })
      else if (await store.deleteSetting(name, text)) await takeUp(text)
    }
  }
}
