/** What a run says of itself beside its points. */
import type { Direction, ParamValue } from '../../run.ts'

/**
 * A value at which this run's loss would stand still, and what that would mean: a cause of `message.ts`. With `upTo`: a range of them,
 * where the accuracy is at least `leastAccuracy`.
 */
export type KnownLevel = { value: number; upTo?: number; leastAccuracy?: number; cause: string }

/** What is known of a run beside its points; numbers that are not known are null. */
export type RunFacts = {
  /** Whether the run says which loss it trains with. */
  lossNamed: boolean
  /** The loss's lower bound, its chance level (what a model without any signal gets) and its floor. */
  lowerBound: number | null
  chanceLevel: number | null
  floor: number | null
  /** The accuracy of the best guess that does not look at the inputs; null where there are no classes. */
  chanceAccuracy: number | null
  /** Other telling values of the loss: the prior's entropy, a mistake's floor, a clamped logarithm, ±Infinity. */
  levels?: readonly KnownLevel[]
  plannedSteps: number | null
  stepsPerEpoch: number | null
  params: Record<string, ParamValue>
  tags: string[]
  /** The metric that the run names as the one that speaks for it, unless it is better the higher it is; and which way others are better. */
  mainMetric: string | null
  directions: Readonly<Record<string, Direction>>
  /** Rules that are silent in this run. */
  muted?: readonly string[]
  /** Thresholds that were changed, by rule and name. */
  thresholds?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export const noFacts: RunFacts = {
  lossNamed: false,
  lowerBound: null,
  chanceLevel: null,
  floor: null,
  chanceAccuracy: null,
  plannedSteps: null,
  stepsPerEpoch: null,
  params: {},
  tags: [],
  mainMetric: null,
  directions: {},
}
