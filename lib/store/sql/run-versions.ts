/**
 * Who commits to a run says by which version of it: where another server has committed to it since, what detectors made of it is wrong.
 * Asked inside a transaction.
 */
import { StaleRuns, type WatchSnapshots } from '../store.ts'
import { type Asking, rows, run } from './asking.ts'

/**
 * The versions at which these runs are, which nobody changes until the transaction ends. Throws `StaleRuns` where one of `watches` goes by
 * another. `forDeletion` need not be as they were known.
 */
export function* holdVersions(
  runIds: readonly string[],
  watches: WatchSnapshots,
  forDeletion: ReadonlySet<string>,
  lockWords: string,
): Asking<Map<string, number>> {
  const held = (yield* rows(`SELECT id, version FROM runs WHERE id IN ?* ORDER BY id ${lockWords}`, [
    runIds,
  ])) as [string, number][]
  const versions = new Map(held.map(([id, version]) => [id, Number(version)]))
  const stale = [...watches].filter(
    ([id, { version }]) => !forDeletion.has(id) && version !== (versions.get(id) ?? 0),
  )
  if (stale.length) throw new StaleRuns(stale.map(([id]) => id))
  return versions
}

/** Writes what the detectors remember of runs. Below Prisma, which looks at every character: 50 ms for the watch of 12,000 series. */
export function* writeVersions(runIds: readonly string[], watches: WatchSnapshots): Asking<void> {
  for (const id of runIds) {
    const watch = watches.get(id)
    if (watch) yield* run('UPDATE runs SET version = version + 1, watch = ? WHERE id = ?', [watch.text, id])
    else yield* run('UPDATE runs SET version = version + 1 WHERE id = ?', [id])
  }
}
