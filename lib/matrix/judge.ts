/** The work on predictions that takes long: scoring a run, and telling where setups differ. */

import { lossKey } from '../compare/trained-loss.ts'
import type { Predictions, Which } from '../predictions/predictions.ts'
import type { RunLoss } from '../run.ts'
import type { PredictionStore } from '../store/store.ts'
import { metricKey, scoringLossOf } from './columns.ts'
import {
  commonEdges,
  type Example,
  examplesOf,
  type Seen,
  type SetupDifference,
  seenOf,
  setupDifference,
} from './differences.ts'
import { purposeOf } from './readings.ts'
import { lossScore, metricScores, type Score, type Terms } from './score.ts'

export type ScoreJob = { runId: string; which: Which; losses: readonly RunLoss[]; terms: Terms }

export type DifferJob = {
  which: Which
  /** The ids of the runs of each setup. */
  setups: readonly (readonly string[])[]
  /** The places of two setups whose examples are wanted. */
  between: readonly [number, number]
}
export type Differences = {
  setups: SetupDifference[]
  edges: number[]
  examples: { first: Example[]; second: Example[] } | null
}

/** Null where predictions are gone meanwhile. */
export type Judge = {
  /** By the keys of columns: of the losses, which fit, and of all metrics of the task. */
  score(job: ScoreJob): Promise<[key: string, score: Score][] | null>
  differ(job: DifferJob): Promise<Differences | null>
}

/** In this thread: it is held up meanwhile. */
export function createJudge({ readPredictions }: Pick<PredictionStore, 'readPredictions'>): Judge {
  return {
    async score({ runId, which, losses, terms }) {
      const predictions = await readPredictions(runId, which)
      return predictions && scoresOf(predictions, losses, terms)
    },
    async differ({ which, setups, between: [a, b] }) {
      const seen: Seen[][] = []
      let targets: Predictions['targets'] | null = null
      for (const runs of setups) {
        const own: Seen[] = []
        for (const run of runs) {
          const predictions = await readPredictions(run, which)
          if (!predictions) return null
          targets ??= predictions.targets
          own.push(seenOf(predictions))
        }
        seen.push(own)
      }
      if (!targets) return null
      const truth = targets
      const edges = commonEdges(seen)
      const [one, other] = [seen[a], seen[b]]
      return {
        edges,
        setups: seen.map((own) => setupDifference(own, truth, edges)),
        examples: one && other && one !== other ? examplesOf(one, other, truth) : null,
      }
    },
  }
}

function scoresOf(predictions: Predictions, losses: readonly RunLoss[], terms: Terms): [string, Score][] {
  const purpose = purposeOf(predictions)
  const ofLosses = losses.flatMap((loss): [string, Score][] => {
    const scoring = scoringLossOf(loss, purpose)
    return scoring ? [[lossKey(loss), lossScore(predictions, scoring, terms)]] : []
  })
  const metrics = Object.entries(metricScores(predictions))
  return [...ofLosses, ...metrics.map(([name, value]): [string, Score] => [metricKey(name), { value }])]
}
