/** Other runs of the same project with the same loss: what is stuck and what has arrived differ by what they reached. */
import { fewestLevelBins, type Level } from './level.ts'

/** Where another run's series began and the best it came to. */
export type Sibling = { start: number; best: number }
/** By the name of the series, each with at most as many as runs were asked for. */
export type Siblings = ReadonlyMap<string, readonly Sibling[]>

export const noSiblings: Siblings = new Map()

/** Two of them, lower by a fifth of what they gained themselves, say that there is more to be had. */
const enough = 2
const lowerShare = 0.2

/** What is needed of a watched run. */
type Watched = { series: Readonly<Record<string, { kind: string; level?: Level }>> }

/** The siblings that these watched runs make. Losses that never got below their start tell nothing. */
export function siblingsOf(watches: readonly Watched[]): Siblings {
  const siblings = new Map<string, Sibling[]>()
  for (const { series } of watches)
    for (const [name, { kind, level }] of Object.entries(series)) {
      if (kind !== 'loss' || !level || level.n < fewestLevelBins || level.best >= level.start) continue
      const known = siblings.get(name) ?? []
      known.push({ start: level.start, best: level.best })
      siblings.set(name, known)
    }
  return siblings
}

/** What the siblings say, as evidence. */
export function siblingEvidence({
  siblings,
  level,
}: {
  siblings: readonly Sibling[]
  level: Level
}): Record<string, number> {
  const lower = lowerSiblings(siblings, level)
  return lower ? { siblings: lower.count, siblingsBest: lower.best } : {}
}

/** How many siblings got clearly lower than `level` ever was, and the best of theirs; null when they are too few. */
export function lowerSiblings(
  siblings: readonly Sibling[],
  level: Level,
): { count: number; best: number } | null {
  const lower = siblings.filter(({ start, best }) => level.best - best > lowerShare * (start - best))
  if (lower.length < enough) return null
  return { count: lower.length, best: Math.min(...lower.map(({ best }) => best)) }
}
