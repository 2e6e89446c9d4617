/** The detectors of runs as they are stored, written out in turns: a run of thousands of series would hold up everybody. */
import { watchText } from '../detectors/memory/stored-watch.ts'
import type { Watch } from '../detectors/memory/watch.ts'
import type { Turns } from '../turns.ts'
import type { WatchedRun } from './watched-runs.ts'

/** A text that grew piece by piece is copied as a whole when it is first read, which takes ten times as long: it is joined in portions. */
const piecesAPortion = 100

export async function textsOf(
  after: ReadonlyMap<string, WatchedRun | null>,
  turns: Turns,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const [id, state] of after) if (state) texts.set(id, await textOf(state.watch, turns))
  return texts
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
