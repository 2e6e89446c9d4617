/** The detectors of runs as they are stored, written out in turns: a run of thousands of series would hold up everybody. */
import { watchText } from '../detectors/memory/stored-watch.ts'
import type { Turns } from '../turns.ts'
import type { WatchedRun } from './watched-runs.ts'

export async function textsOf(
  after: ReadonlyMap<string, WatchedRun | null>,
  turns: Turns,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const [id, state] of after) {
    if (!state) continue
    let text = ''
    for (const piece of watchText(state.watch)) {
      text += piece
      await turns()
    }
    texts.set(id, text)
  }
  return texts
}
