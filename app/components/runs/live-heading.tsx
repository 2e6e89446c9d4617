import { attentionSentence } from '../../../lib/summary/attention.ts'
import type { LiveItem } from './live-item.ts'
import { mostRead } from './live-runs.ts'

/** How the live runs stand; `liveCount` is how many there are in all, where more are live than are shown, else 0. */
export function LiveHeading({ live, liveCount }: { live: readonly LiveItem[]; liveCount: number }) {
  if (live.length === 0) return <h1>Runs</h1>
  const more = liveCount > live.length
  return (
    <h1>
      {attentionSentence(live.map(({ tone }) => tone))}
      {more && (
        <span className="small soft">
          {` · ${live.length} shown of ${liveCount >= mostRead ? `${mostRead} or more` : liveCount} live`}
        </span>
      )}
    </h1>
  )
}
