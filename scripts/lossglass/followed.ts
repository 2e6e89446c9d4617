/** A run that is followed as it goes on: read once, then kept true by events, and read again where some may be missing. */
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { watchRun } from '../../lib/live/run-socket.ts'
import { Refusal, shown } from '../../lib/refusal.ts'
import { applyEvent, type RunEvent, type RunView } from '../../lib/run.ts'
import { pageBuckets, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'
import { readRecord } from './record.ts'
import type { LossglassServer } from './server.ts'

export type FollowedRun = {
  /** Null until it is read, or when it is deleted. */
  readonly view: RunView | null
  readonly isConnected: boolean
  close(): void
}

/** `changed` is called after each change, and `failed` when it cannot be read, or is deleted. */
export function followRun(
  server: LossglassServer,
  id: string,
  { changed, failed }: { changed(): void; failed(error: unknown): void },
): FollowedRun {
  let view: RunView | null = null
  let isConnected = false
  let reading = 0
  /** What comes while it is read. */
  let waiting: RunEvent[] | null = null

  /** To a view that is there; there is none any more once the run has been deleted. */
  function apply(events: readonly RunEvent[]): void {
    for (const event of events) view = applyEvent(view, event)
    if (view) view = thinnedView(view)
    else failed(new Refusal('not-found', `The run ${shown(id)} has been deleted.`))
  }

  async function read(): Promise<void> {
    const own = ++reading
    waiting = []
    try {
      const path = `/api/runs/${encodeURIComponent(id)}/points?buckets=${pageBuckets}`
      const [{ run, findings }, points] = await Promise.all([readRecord(server, id), server.get(path)])
      if (own !== reading) return
      view = viewOf({ run, findings, ...pointsFromJson(JSON.parse(points)) })
      // An event that is in it already changes nothing more.
      apply(waiting ?? [])
      waiting = null
      changed()
    } catch (error) {
      // A server that went away meanwhile is read again when it is back.
      if (!(error instanceof Refusal && error.code === 'unavailable')) failed(error)
    }
  }

  const leave = watchRun(server, id, {
    onReady: () => void read(),
    onEvents(events) {
      waiting?.push(...events)
      if (!view) return
      apply(events)
      changed()
    },
    onConnection(connected) {
      isConnected = connected
      changed()
    },
  })
  return {
    get view() {
      return view
    },
    get isConnected() {
      return isConnected
    },
    close() {
      reading++
      leave()
    },
  }
}
