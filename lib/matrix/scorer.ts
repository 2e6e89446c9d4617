/** Scores predictions once, in turns: what they say does not change, and live runs are not held up. */

import { lossKey } from '../compare/trained-loss.ts'
import type { Predictions } from '../predictions/predictions.ts'
import type { RunLoss } from '../run.ts'
import { createTurns } from '../turns.ts'
import { metricKey, scoringLossOf } from './columns.ts'
import { purposeOf } from './readings.ts'
import { lossScore, metricScores, type Score, type Terms } from './score.ts'

/** What tells predictions from others. */
export type KnownBy = Pick<
  Predictions,
  'task' | 'kind' | 'rows' | 'outputWidth' | 'outputsHash' | 'targetsHash'
>

export type Scorer = {
  /**
   * Scores by the keys of columns: of these losses, which fit, and of the metrics of the task. The predictions are read where
   * something is not known yet; null when they are gone by then.
   */
  scoresOf(
    head: KnownBy,
    read: () => Promise<Predictions | null>,
    losses: readonly RunLoss[],
    terms: Terms,
  ): Promise<ReadonlyMap<string, Score> | null>
}

/** Predictions whose scores are remembered: some thirty numbers each. */
const mostRemembered = 2000

export function createScorer(): Scorer {
  const turn = createTurns()
  const remembered = new Map<string, Map<string, Score>>()
  let last: Promise<unknown> = Promise.resolve()

  function recall(head: KnownBy, terms: Terms): Map<string, Score> {
    const { task, kind, rows, outputWidth, outputsHash, targetsHash } = head
    const key = JSON.stringify([task, kind, rows, outputWidth, outputsHash, targetsHash, terms])
    const known = remembered.get(key) ?? new Map<string, Score>()
    // The newest stand last, so that the oldest go first.
    remembered.delete(key)
    remembered.set(key, known)
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value as string)
    return known
  }

  async function score(...[head, read, losses, terms]: Parameters<Scorer['scoresOf']>) {
    const known = recall(head, terms)
    const wanted = losses.map((loss) => ({ loss, key: lossKey(loss) })).filter(({ key }) => !known.has(key))
    if (wanted.length === 0 && known.size > 0) return known
    const predictions = await read()
    if (!predictions) return null
    const purpose = purposeOf(predictions)
    for (const { loss, key } of wanted) {
      const scoring = scoringLossOf(loss, purpose)
      if (scoring) known.set(key, lossScore(predictions, scoring, terms))
      await turn()
    }
    for (const [name, value] of Object.entries(metricScores(predictions)))
      known.set(metricKey(name), { value })
    await turn()
    return known
  }

  return {
    /** One after the other: the predictions of many runs would not fit in memory together. */
    scoresOf(...args) {
      const next = last.then(() => score(...args))
      last = next.catch(() => {})
      return next
    },
  }
}
