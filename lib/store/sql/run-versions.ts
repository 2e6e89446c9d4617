/**
 * Who commits to a run says by which version of it: where another server has committed to it since, what detectors
 * made of it is wrong. Asked inside a transaction.
 */
import { StaleRuns, type WatchSnapshots } from '../store.ts'
import { type Asking, rows, run } from './asking.ts'

/** At which version each run is, 0 where it is not there, and at which it will be after the commit. */
export type HeldVersions = ReadonlyMap<string, { now: number; next: number }>

/**
 * Keeps the versions of these runs as they are until the transaction ends. Throws `StaleRuns` where one of `watches`
 * goes by another. `forDeletion` need not be as they were known.
 */
export function* holdVersions(
  runIds: readonly string[],
  watches: WatchSnapshots,
  forDeletion: ReadonlySet<string>,
  lockWords: string,
): Asking<HeldVersions> {
  const sql = `SELECT id, version FROM runs WHERE id IN ?* ORDER BY id ${lockWords}`
  const stored = new Map((yield* rows(sql, [runIds])) as [string, number][])
  const stale = [...watches].filter(
    ([id, { version }]) => !forDeletion.has(id) && version !== (stored.get(id) ?? 0),
  )
  if (stale.length) throw new StaleRuns(stale.map(([id]) => id))
  return new Map(
    runIds.map((id) => {
      const now = stored.get(id) ?? 0
      return [id, { now, next: watches.get(id)?.next ?? now + 1 }]
    }),
  )
}

/**
 * Writes what the detectors remember of runs. Below Prisma, which looks at every character: 50 ms for the watch of
 * 12,000 series.
 */
export function* writeVersions(versions: HeldVersions, watches: WatchSnapshots): Asking<void> {
  for (const [id, { next }] of versions) {
    const watch = watches.get(id)
    if (watch) yield* run('UPDATE runs SET version = ?, watch = ? WHERE id = ?', [next, watch.text, id])
    else yield* run('UPDATE runs SET version = ? WHERE id = ?', [next, id])
  }
}
