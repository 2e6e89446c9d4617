/** Predictions for tests. */

import type { Predictions } from '../../lib/predictions/predictions.ts'
import { checkedPredictions, type SentPredictions } from '../../lib/predictions/received.ts'

/** Outputs [rows, width] and a target for each row, of the last epoch unless the rest says so. */
export function predictions(
  outputs: readonly (readonly number[])[],
  targets: readonly number[],
  rest: Partial<SentPredictions> = {},
): Predictions {
  const width = outputs[0]?.length ?? 1
  return checkedPredictions({
    ...{ which: 'last', step: 1, scale: null, classNames: null, kind: null, task: null },
    outputs: { shape: [outputs.length, width], data: Float64Array.from(outputs.flat()) },
    targets: { shape: [targets.length], data: Float64Array.from(targets) },
    ...rest,
  })
}
