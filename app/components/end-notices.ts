/** Runs that end while the pages of this browser are hidden: several within a short time are told as one. */
import { createEnds, type Ends } from '../../lib/notify/ends.ts'
import type { RunEvent } from '../../lib/run.ts'

export type EndNotices = {
  /** To be called with the ids of the live runs as they are now, after each look. */
  look(live: readonly string[]): Promise<void>
  /** To be called with what happens to any run. */
  hear(events: readonly RunEvent[]): void
  /** Nobody wants to hear of it any more: what ends until the next look is not told. */
  forget(): void
}

const checkMs = 5000

// Which ends are told is asked when they are: that may change on another page.
const newEnds = () => createEnds(Date.now, () => true)
// Words and requests come when there is something to tell.
const teller = () => import('./tell-ends.ts')

export function createEndNotices(): EndNotices {
  let ends: Ends = newEnds()
  /** Runs that were live by the last look, without those that were heard to end. */
  let live: Set<string> | null = null
  let timer: ReturnType<typeof setInterval> | null = null

  function keepTime(): void {
    if (ends.waiting().length > 0) timer ??= setInterval(check, checkMs)
    else if (timer !== null) {
      clearInterval(timer)
      timer = null
    }
  }

  function check(): void {
    const taken = ends.take()
    if (taken.length > 0 && document.hidden) void teller().then(({ tellEnds }) => tellEnds(taken))
    keepTime()
  }

  return {
    async look(ids) {
      const gone = [...(live ?? [])].filter((id) => !ids.includes(id))
      live = new Set(ids)
      ids.forEach(ends.goesOn)
      if (gone.length === 0) return
      // They ended while there was no connection, or there are too many live runs to read all.
      for (const end of await (await teller()).readEnds(gone)) ends.hold(end)
      keepTime()
    },
    hear(events) {
      ends.hear(events)
      for (const { runId } of ends.waiting()) live?.delete(runId)
      for (const event of events) if (event.type === 'run-deleted') live?.delete(event.runId)
      keepTime()
    },
    forget() {
      ends = newEnds()
      live = null
      keepTime()
    },
  }
}
