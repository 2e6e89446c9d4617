/** What a detector is, and what it may know. */
import type { ParamValue, Severity } from '../run.ts'

/** What is known of a run beside its points; numbers that are not known are null. */
export type RunFacts = {
  /** The loss's lower bound, its chance level (what a model without any signal gets) and its floor. */
  lowerBound: number | null
  chanceLevel: number | null
  floor: number | null
  plannedSteps: number | null
  stepsPerEpoch: number | null
  params: Record<string, ParamValue>
  tags: string[]
}

/** One point as a detector sees it. `row` counts the points of the series from 0. */
export type Observation = { row: number; step: number; value: number; time: number }

/** What a detector has to say after a point: a trouble begins, or the one it reported is over. */
export type Verdict =
  | {
      kind: 'raise'
      severity: Severity
      /** The first bad step; at or before the step of this point. */
      step: number
      evidence: Record<string, number | number[]>
      causes: string[]
    }
  | { kind: 'clear' }
