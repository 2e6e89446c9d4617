/** Predictions of the store in memory. */

import { packNumbers } from '../../predictions/packed-numbers.ts'
import type { Predictions, Which } from '../../predictions/predictions.ts'
import { requireRoom } from '../sql/prediction-store.ts'
import type { PredictionStore } from '../store.ts'

export type MemoryPredictions = PredictionStore & { forget(runId: string): void }

export function createMemoryPredictions(): MemoryPredictions {
  const kept = new Map<string, Map<Which, Predictions>>()
  return {
    async writePredictions(runId, predictions) {
      const next = new Map(kept.get(runId)).set(predictions.which, predictions)
      const sizes = new Map(
        Array.from(next.values(), ({ outputs }) => packNumbers(outputs)).map(({ hash, bytes }) => [
          hash,
          bytes.length,
        ]),
      )
      requireRoom([...sizes.values()].reduce((sum, size) => sum + size, 0))
      kept.set(runId, next)
    },
    async listPredictions(runIds) {
      return runIds.flatMap((runId) =>
        [...(kept.get(runId)?.values() ?? [])]
          .sort((a, b) => (a.which < b.which ? -1 : 1))
          .map(({ outputs: _outputs, targets: _targets, ...head }) => ({ runId, ...head })),
      )
    },
    async readPredictions(runId, which) {
      return kept.get(runId)?.get(which) ?? null
    },
    async readTargets(hash) {
      const all = [...kept.values()].flatMap((of) => [...of.values()])
      return all.find(({ targetsHash }) => targetsHash === hash)?.targets ?? null
    },
    forget: (runId) => void kept.delete(runId),
  }
}
