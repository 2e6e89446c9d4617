/** What a training says while it goes on. */
import type { Predicted } from './predicted.ts'

export type TrainingUpdate = {
  /** `failed` is the last: the training stopped on a loss or gradient that is not finite. */
  kind: 'step' | 'epoch' | 'failed'
  /** Optimizer steps so far, those left out included. */
  step: number
  /** Passes over the training rows so far, with fractions. */
  epoch: number
  /** By the name of the series; NaN and ±Infinity are given as they are. */
  values: Record<string, number>
  /** Of an epoch: what the model says of the validation rows. */
  predicted?: Predicted
  /** Why it failed. */
  reason?: string
}
