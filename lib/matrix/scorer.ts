/** Scores predictions once: what they say does not change. */
import { lossKey } from '../compare/trained-loss.ts'
import { oneByOne } from '../lock.ts'
import type { PredictionHead } from '../predictions/predictions.ts'
import type { Judge, ScoreJob } from './judge.ts'
import type { Score } from './score.ts'

export type Scorer = {
  /** By the keys of columns: see `Judge`. Null when the predictions are gone meanwhile. */
  scoresOf(head: PredictionHead, job: ScoreJob): Promise<ReadonlyMap<string, Score> | null>
}

/** Predictions whose scores are remembered: some thirty numbers each. */
const mostRemembered = 2000

export function createScorer(judge: Pick<Judge, 'score'>): Scorer {
  const remembered = new Map<string, Map<string, Score>>()
  const inTurn = oneByOne()

  function recall(head: PredictionHead, { terms }: ScoreJob): Map<string, Score> {
    const { task, kind, rows, outputWidth, outputsHash, targetsHash } = head
    const key = JSON.stringify([task, kind, rows, outputWidth, outputsHash, targetsHash, terms])
    const known = remembered.get(key) ?? new Map<string, Score>()
    // The newest stand last, so that the oldest go first.
    remembered.delete(key)
    remembered.set(key, known)
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value as string)
    return known
  }

  async function score(head: PredictionHead, job: ScoreJob) {
    const known = recall(head, job)
    const losses = job.losses.filter((loss) => !known.has(lossKey(loss)))
    if (losses.length === 0 && known.size > 0) return known
    const scores = await judge.score({ ...job, losses })
    for (const [key, one] of scores ?? []) known.set(key, one)
    return scores && known
  }

  return {
    // So that two who ask for the same share the work.
    scoresOf: (head, job) => inTurn(() => score(head, job)),
  }
}
