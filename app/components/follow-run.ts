import { watch } from '../../lib/live/page-socket.ts'
import { decodeFinding } from '../../lib/live/wire.ts'
import { applyEvent, type Finding, type Run, type RunEvent, type RunView } from '../../lib/run.ts'
import { columnsOf } from '../../lib/series.ts'
import { heldSeries } from '../../lib/summary/outline.ts'
import { pageBuckets, type StoredRun, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'
import { readPoints } from './read-points.ts'

export type Followed = {
  /** Null once the run has been deleted. */
  view: RunView | null
  /** False while values between those in the view are only in the store. */
  isComplete: boolean
  /** All series as of the last read, where only the main ones are held. */
  names: readonly string[]
  /** How often the run was read again: what was read beside it is to be read again too. */
  reads: number
}

export type Follower = {
  onChange(followed: Followed): void
  onConnection(connected: boolean): void
  /** The run is known to be as it was stored until the connection has been away: it need not be read at first. */
  isFresh?: boolean
  /** Only the main loss is held; other series are read where they are shown. */
  isMainOnly?: boolean
}

type Record = { run: Run; findings: Finding[]; series: { name: string }[] }

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`The run could not be read (${response.status}).`)
  return response.json()
}

/** Reads a run as it is stored now: with all its points, or those of its main loss only, after a step. */
async function readRun(id: string, isMainOnly: boolean, after: number | null) {
  const path = `/api/runs/${id}`
  const [record, whole] = await Promise.all([
    readJson(path) as Promise<Record>,
    isMainOnly ? null : readPoints(id, { buckets: String(pageBuckets) }),
  ])
  const names = record.series.map(({ name }) => name)
  const page =
    whole ??
    (await readPoints(id, {
      buckets: String(pageBuckets),
      series: heldSeries(names, record.run),
      ...(after === null ? {} : { after: String(after) }),
    }))
  const { run, findings } = record
  return { stored: { run, findings: findings.map(decodeFinding), ...page }, names }
}

/** A run kept true by its events; after each gap it is read again. Call the answer to stop. */
export function followRun(
  stored: StoredRun,
  { onChange, onConnection, isFresh = false, isMainOnly = false }: Follower,
): () => void {
  const { id } = stored.run
  let followed: Followed = { view: viewOf(stored), isComplete: stored.complete, names: [], reads: 0 }
  let isSkipped = isFresh
  let isOver = false
  let newestRead = 0
  /** Events since the oldest read that is under way: applied to what is read, where they change nothing twice. */
  let waiting: RunEvent[] | null = null

  function change(from: Followed, events: readonly RunEvent[]): void {
    const view = events.reduce<RunView | null>(applyEvent, from.view)
    const thinned = view && thinnedView(view)
    followed = { ...from, view: thinned, isComplete: from.isComplete && thinned === view }
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
      // What came with the page is known: at first only what came after it is read.
      const after = isMainOnly && followed.reads === 0 ? lastStepOf(followed.view) : null
      const { stored: again, names } = await readRun(id, isMainOnly, after)
      const view = after !== null && followed.view ? withRead(followed.view, again) : viewOf(again)
      const isComplete = again.complete && (after === null || followed.isComplete)
      next = { view, isComplete, names, reads: followed.reads + 1 }
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

/** The step up to which every series has its points, or null where a series has none. */
function lastStepOf(view: RunView | null): number | null {
  const ends = Object.values(view?.series ?? {}).map((series) => columnsOf(series).steps.at(-1) ?? -1)
  const last = Math.min(...ends)
  return ends.length > 0 && last >= 0 ? last : null
}

/** A view with what was read after its end. */
function withRead(view: RunView, { run, findings, series }: StoredRun): RunView {
  const grown = applyEvent(view, { type: 'points', runId: run.id, series })
  return { series: grown?.series ?? view.series, run, findings }
}
