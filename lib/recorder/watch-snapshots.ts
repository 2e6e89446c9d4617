/** The detectors of runs as they are stored, written out in turns: a run of thousands of series would hold up everybody. */
import { randomInt } from 'node:crypto'
import { watchText } from '../detectors/memory/stored-watch.ts'
import type { Watch } from '../detectors/memory/watch.ts'
import type { WatchSnapshots } from '../store/store.ts'
import type { Turns } from '../turns.ts'
import type { WatchedRun } from './watched-runs.ts'

/**
 * A text that grew piece by piece is copied as a whole when it is first read, which takes ten times as long: it is
 * joined in portions.
 */
const piecesAPortion = 100
/** A version is a whole number of 32 bits, of which half are left to grow by. */
const newVersions = 2 ** 30

export async function snapshotsOf(
  after: ReadonlyMap<string, WatchedRun | null>,
  turns: Turns,
): Promise<WatchSnapshots> {
  const snapshots = new Map<string, { text: string; version: number; next: number }>()
  for (const [id, state] of after)
    if (state) snapshots.set(id, { text: await textOf(state.watch, turns), ...versionsOf(state) })
  return snapshots
}

/** Of a new run it begins at any number. */
function versionsOf({ version }: WatchedRun): { version: number; next: number } {
  return { version, next: version === 0 ? randomInt(1, newVersions) : version + 1 }
}

async function textOf(watch: Watch, turns: Turns): Promise<string> {
  const portions: string[] = []
  let pieces: string[] = []
  for (const piece of watchText(watch)) {
    pieces.push(piece)
    if (pieces.length < piecesAPortion) continue
    portions.push(pieces.join(''))
    pieces = []
    await turns()
  }
  return portions.concat(pieces).join('')
}
