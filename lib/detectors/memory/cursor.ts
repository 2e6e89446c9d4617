/** Columns of several series, read by rising step. */
import type { SeriesColumns } from '../../series.ts'

/** A place in one column. Of columns at the same step the lowest `rank` comes first, then the one that was given first. */
export type Cursor<Target> = { columns: SeriesColumns; index: number; rank: number; target: Target }

export type Merge<Target> = {
  /**
   * The column whose next point comes first, and the step before which its points may be taken without a look at the others;
   * null when all are read. The column returned last must have moved on, or nothing comes but itself.
   */
  next(): { cursor: Cursor<Target>; until: number } | null
}

type Place<Target> = { cursor: Cursor<Target>; order: number }

/** A binary heap: thousands of columns cost a dozen comparisons a step. */
export function mergeOf<Target>(cursors: readonly Cursor<Target>[]): Merge<Target> {
  const heap: Place<Target>[] = cursors
    .map((cursor, order) => ({ cursor, order }))
    .filter(({ cursor }) => cursor.index < cursor.columns.steps.length)
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at)
  let isBegun = false
  return {
    next() {
      const [moved] = heap
      if (isBegun && moved) {
        if (moved.cursor.index >= moved.cursor.columns.steps.length) {
          const last = heap.pop() as Place<Target>
          if (heap.length) heap[0] = last
        }
        sink(heap, 0)
      }
      isBegun = true
      const [first] = heap
      return first ? { cursor: first.cursor, until: Math.min(stepAt(heap, 1), stepAt(heap, 2)) } : null
    },
  }
}

function stepAt(heap: readonly Place<unknown>[], at: number): number {
  const place = heap[at]
  return place ? stepOf(place) : Number.POSITIVE_INFINITY
}

function stepOf({ cursor }: Place<unknown>): number {
  return cursor.columns.steps[cursor.index] as number
}

function sink<Target>(heap: Place<Target>[], from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1
    let least = at
    for (let child = left; child < Math.min(left + 2, heap.length); child++)
      if (isBefore(heap[child] as Place<Target>, heap[least] as Place<Target>)) least = child
    if (least === at) return
    const moved = heap[at] as Place<Target>
    heap[at] = heap[least] as Place<Target>
    heap[least] = moved
    at = least
  }
}

function isBefore(a: Place<unknown>, b: Place<unknown>): boolean {
  return (stepOf(a) - stepOf(b) || a.cursor.rank - b.cursor.rank || a.order - b.order) < 0
}
