/**
 * Writes points and keeps their roll-ups, below Prisma and inside its transaction: bound parameters, so that every
 * double survives exactly, and many rows at a time.
 */
import { rollupsFromCount, strideOf } from '../../rollup.ts'
import type { Branch } from '../../run.ts'
import { replacedIn, type SeriesColumns } from '../../series.ts'
import type { Asking } from './asking.ts'
import { movePoints } from './branches.ts'
import type { HeldVersions } from './run-versions.ts'
import { appendToRollups, beginRollups, rebuildRollups, summariseAnew } from './series-rollups.ts'
import { copySeriesRow, findSeries, insertSeries, type SeriesRow, updateSeries } from './series-row.ts'

export type PointWriter = {
  /**
   * Runs are at these versions: what is known of others that were is forgotten. In the transaction, before anything
   * is written.
   */
  begin(versions: HeldVersions): void
  /** Stores points of one run; a step that is there already gets the new value. Inside a transaction. */
  write(runId: string, series: readonly SeriesColumns[]): Asking<void>
  /** The transaction has been committed, or rolled back. */
  committed(): void
  rolledBack(): void
  /** Sets aside what a run has from a step on, as an earlier branch. Inside a transaction. */
  setAside(runId: string, branch: Branch): Asking<void>
  /** The run is deleted in this transaction. */
  forget(runId: string): void
}

/** Series whose summary is kept at hand, the newest written ones; others are read again when points come. */
const seriesKept = 2000

function isRising(steps: Float64Array, after: number): boolean {
  let previous = after
  for (let i = 0; i < steps.length; i++) {
    if ((steps[i] as number) <= previous) return false
    previous = steps[i] as number
  }
  return true
}

/** Whether a series of this many points should have roll-ups and has none. */
function isDue({ stride }: SeriesRow, count: number): boolean {
  return stride === null && count >= rollupsFromCount
}

export function createPointWriter(): PointWriter {
  const known = new Map<string, SeriesRow>()
  const versionOf = new Map<string, number>()
  let changed = new Map<string, SeriesRow>()
  let begun: HeldVersions = new Map()

  const keyOf = (runId: string, name: string) => `${runId} ${name}`

  /** Makes the series at hand, copies of those that are known: a transaction may fail. */
  function* openSeries(runId: string, names: readonly string[]): Asking<void> {
    const others: string[] = []
    for (const name of new Set(names)) {
      const key = keyOf(runId, name)
      if (changed.has(key)) continue
      const stored = known.get(key)
      if (stored) changed.set(key, copySeriesRow(stored))
      else others.push(name)
    }
    if (others.length === 0) return
    const found = yield* findSeries(runId, others)
    const fresh = others.filter((name) => !found.has(name))
    for (const series of [...found.values(), ...(yield* insertSeries(runId, fresh))])
      changed.set(keyOf(runId, series.name), series)
  }

  function forget(runId: string): void {
    versionOf.delete(runId)
    for (const rows of [known, changed])
      for (const key of rows.keys()) if (key.startsWith(`${runId} `)) rows.delete(key)
  }

  return {
    begin(versions) {
      begun = versions
      for (const [id, { now }] of versions) if (versionOf.get(id) !== now) forget(id)
    },
    *write(runId, columns) {
      const sent = columns.filter(({ steps }) => steps.length > 0)
      yield* openSeries(
        runId,
        sent.map(({ name }) => name),
      )
      for (const one of sent) yield* writeSeries(changed.get(keyOf(runId, one.name)) as SeriesRow, one)
    },
    committed() {
      for (const [key, series] of changed) {
        known.delete(key)
        known.set(key, series)
        versionOf.set(series.runId, begun.get(series.runId)?.next ?? 0)
      }
      changed = new Map()
      for (const key of known.keys()) {
        if (known.size <= seriesKept) break
        known.delete(key)
      }
      for (const id of versionOf.keys()) {
        if (versionOf.size <= seriesKept) break
        forget(id)
      }
    },
    rolledBack() {
      changed = new Map()
    },
    *setAside(runId, branch) {
      forget(runId)
      const names = yield* movePoints(runId, branch)
      yield* openSeries(runId, names)
      for (const name of names) {
        const series = changed.get(keyOf(runId, name)) as SeriesRow
        yield* summariseAnew(series)
        yield* updateSeries(series)
      }
    },
    forget,
  }
}

function* writeSeries(series: SeriesRow, columns: SeriesColumns): Asking<void> {
  const { steps, values, times } = columns
  const areFresh = isRising(steps, series.total.lastStep)
  const count = series.total.count + steps.length
  // Before they are written, where they come last: the points at hand need not be read again.
  if (areFresh && isDue(series, count)) {
    const firstStep = series.total.count ? series.total.firstStep : (steps[0] as number)
    yield* beginRollups(series, strideOf({ count, firstStep, lastStep: steps.at(-1) as number }))
  }
  yield { ask: 'points', seriesId: series.id, columns, areFresh }
  if (areFresh) {
    yield* appendToRollups(series, columns)
    series.lastValue = values.at(-1) as number
    series.lastTime = times.at(-1) as number
  } else {
    yield* rebuildRollups(series, steps)
    series.replaced += count - series.total.count
  }
  series.replaced += replacedIn(columns)
  if (isDue(series, series.total.count)) yield* beginRollups(series, strideOf(series.total))
  yield* updateSeries(series)
}
