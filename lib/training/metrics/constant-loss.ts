/** What the loss itself is when a model says the same for every row: what skill is measured against. */
import { createBatchedLoss } from '../batched-loss.ts'
import type { Split } from '../datasets/dataset.ts'
import { createHead } from '../fit/head.ts'
import type { Training } from '../training.ts'

/** Outputs beyond these are none of a model that has learned anything: standardized numbers, logits, logarithms. */
const farthest = 12
const coarseSteps = 48
const goldenSteps = 40
const golden = (Math.sqrt(5) - 1) / 2

/** Where a function of one number is lowest: the best of a grid, then a golden-section search beside it. */
function lowestAt(f: (at: number) => number): number {
  const width = (2 * farthest) / coarseSteps
  const grid = Array.from({ length: coarseSteps + 1 }, (_, i) => -farthest + i * width)
  const values = grid.map(f)
  const best = values.indexOf(Math.min(...values.filter(Number.isFinite)))
  if (best < 0) return Number.NaN
  let low = (grid[best] as number) - width
  let high = (grid[best] as number) + width
  for (let i = 0; i < goldenSteps; i++) {
    const inner = high - golden * (high - low)
    const outer = low + golden * (high - low)
    if (f(inner) <= f(outer)) high = outer
    else low = inner
  }
  return (low + high) / 2
}

/**
 * The mean loss of the validation rows for the constant output that is best on the training rows. Null for losses of
 * more than one output a row, whose best constants are not searched for.
 */
export function constantLoss(training: Training): number | null {
  const { fit, dataset, loss, lossParams, batchRows } = training
  if (fit.outputs !== 1 || fit.pairing !== 'alone' || training.task.kind === 'adversarial') return null
  const head = createHead(fit, dataset.targetScale)
  const lossOn = (split: Split) => {
    const { meanOf } = createBatchedLoss({
      fit,
      loss,
      lossParams,
      split,
      scale: dataset.targetScale,
      batchRows,
    })
    return (at: number) => meanOf(head.apply(new Float32Array(split.rows).fill(at), split.rows))
  }
  const value = lossOn(dataset.validation)(lowestAt(lossOn(dataset.train)))
  return Number.isFinite(value) ? value : null
}
