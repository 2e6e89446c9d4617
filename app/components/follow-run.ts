import { pointsFromJson } from '../../lib/http/points-json.ts'
import { watch } from '../../lib/live/page-socket.ts'
import { decodeFinding } from '../../lib/live/wire.ts'
import { applyEvent, type Finding, type Run, type RunEvent, type RunView } from '../../lib/run.ts'
import { pageBuckets, type StoredRun, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'

export type Followed = {
  /** Null once the run has been deleted. */
  view: RunView | null
  /** False while values between those in the view are only in the store. */
  isComplete: boolean
}

export type Follower = {
  onChange(followed: Followed): void
  onConnection(connected: boolean): void
  /** The run is known to be as it was stored until the connection has been away: it need not be read at first. */
  isFresh?: boolean
}

/** Reads a run as it is stored now. */
async function readRun(id: string): Promise<StoredRun> {
  const path = `/api/runs/${id}`
  const [record, points] = await Promise.all([fetch(path), fetch(`${path}/points?buckets=${pageBuckets}`)])
  if (!record.ok || !points.ok) throw new Error(`The run could not be read (${record.status}).`)
  const { run, findings } = (await record.json()) as { run: Run; findings: Finding[] }
  return { run, findings: findings.map(decodeFinding), ...pointsFromJson(await points.json()) }
}

/** A run kept true by its events; after each gap it is read again. Call the answer to stop. */
export function followRun(
  stored: StoredRun,
  { onChange, onConnection, isFresh = false }: Follower,
): () => void {
  const { id } = stored.run
  let followed: Followed = { view: viewOf(stored), isComplete: stored.complete }
  let isSkipped = isFresh
  let isOver = false
  let newestRead = 0
  /** Events since the oldest read that is under way: applied to what is read, where they change nothing twice. */
  let waiting: RunEvent[] | null = null

  function change(from: Followed, events: readonly RunEvent[]): void {
    const view = events.reduce<RunView | null>(applyEvent, from.view)
    const thinned = view && thinnedView(view)
    followed = { view: thinned, isComplete: from.isComplete && thinned === view }
    if (!isOver) onChange(followed)
  }

  async function readAgain(): Promise<void> {
    if (isSkipped) {
      isSkipped = false
      return
    }
    const read = ++newestRead
    waiting ??= []
    let next = followed
    try {
      const again = await readRun(id)
      next = { view: viewOf(again), isComplete: again.complete }
    } catch {
      // The server went away in between: the next connect reads again.
    }
    if (read !== newestRead) return
    const missed = waiting
    waiting = null
    change(next, missed)
  }

  const stop = watch(
    { run: id },
    {
      onReady: readAgain,
      onEvents(events) {
        if (waiting) waiting.push(...events)
        else change(followed, events)
      },
      onConnection,
    },
  )
  return () => {
    isOver = true
    stop()
  }
}

/** Calls `draw` soon after it is asked to, but not more often than every so many milliseconds. */
export function createPacer(draw: () => void, betweenMs: number) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  return {
    ask(): void {
      timer ??= setTimeout(
        () => {
          timer = null
          drawnAt = performance.now()
          draw()
        },
        Math.max(0, drawnAt + betweenMs - performance.now()),
      )
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}
