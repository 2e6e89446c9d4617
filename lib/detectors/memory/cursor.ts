/** Columns of several series, read by rising step. */
import type { SeriesColumns } from '../../series.ts'

/** A place in one column. Of columns at the same step the lowest `rank` comes first. */
export type Cursor<Target> = { columns: SeriesColumns; index: number; rank: number; target: Target }

/** The column whose next point comes first; null when all are read. */
export function nextOf<Target>(cursors: readonly Cursor<Target>[]): Cursor<Target> | null {
  let first: Cursor<Target> | null = null
  for (const cursor of cursors) {
    if (cursor.index >= cursor.columns.steps.length) continue
    if (!first || isBefore(cursor, first)) first = cursor
  }
  return first
}

function isBefore(a: Cursor<unknown>, b: Cursor<unknown>): boolean {
  const gap = (a.columns.steps[a.index] as number) - (b.columns.steps[b.index] as number)
  return gap < 0 || (gap === 0 && a.rank < b.rank)
}

/** Points of `chosen` before this step may be taken without a look at the other columns. */
export function limitOf(cursors: readonly Cursor<unknown>[], chosen: Cursor<unknown>): number {
  let limit = Number.POSITIVE_INFINITY
  for (const cursor of cursors) {
    const step = cursor.columns.steps[cursor.index]
    if (cursor !== chosen && step !== undefined) limit = Math.min(limit, step)
  }
  return limit
}
