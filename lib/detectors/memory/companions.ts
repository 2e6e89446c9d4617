/** The learning rate and the gradient norm beside a loss: they explain a trouble, they do not make one. */
import type { RunFacts } from './facts.ts'
import { ringMedian } from './order.ts'

export type LearningRate = {
  last: number
  highest: number
  step: number
  roseAtStep: number | null
  /** Where it last more than doubled from one value to the next. */
  doubledAtStep: number | null
  /** The highest since then; of a rate that never did, since it began. */
  highestSince: number
  /** The last stretch of steps in which it rose from value to value. */
  risingFrom: number | null
  risenAtStep: number | null
  /** Since when it has been at a tenth of its maximum or less. */
  cutAtStep: number | null
  /** Since when it has been exactly 0. */
  zeroSinceStep: number | null
}

/** `jumpStep`: where the norm last left its usual range upwards; null while it never did or has long come back. */
export type GradientNorm = {
  last: number
  first: number
  ring: number[]
  end: number
  n: number
  jumpStep: number | null
}

/** At least nine tenths of its maximum is "at its maximum": a cosine schedule's first third. */
const nearMaximum = 0.9
/** A rise of a tenth is a rise: warm-up and restarts are, jitter is not. */
const riseFactor = 1.1
/** A schedule has cut the rate where less than a tenth of its maximum is left. */
const cutShare = 0.1
/** A norm of ten times the median of the rows before it is an explosion: clipping at 1 and noise stay below. */
const jumpFactor = 10
/** The median of the norm is taken over this many rows, and there must be half of them. */
const normRows = 16
const learningRateNames = [
  'lr',
  'learning_rate',
  'learningRate',
  'learning-rate',
  'optimizer.lr',
  'optimizer.learning_rate',
]

function constantRate(value: number): LearningRate {
  return {
    ...{ last: value, highest: value, step: 0, roseAtStep: null, doubledAtStep: null, highestSince: value },
    ...{ risingFrom: null, risenAtStep: null, cutAtStep: null },
    zeroSinceStep: value === 0 ? 0 : null,
  }
}

/** What is known of the learning rate after one more value. */
export function followLearningRate(
  known: LearningRate | null,
  step: number,
  value: number,
): LearningRate | null {
  if (!Number.isFinite(value)) return known
  if (!known) return { ...constantRate(value), step, zeroSinceStep: value === 0 ? step : null }
  const rises = value > known.last
  const goesOn = rises && known.risenAtStep === known.step
  const rose = known.last > 0 && value > riseFactor * known.last
  const doubled = known.last > 0 && value > 2 * known.last
  const isCut = value <= cutShare * known.highest
  return {
    last: value,
    highest: Math.max(known.highest, value),
    roseAtStep: rose ? step : known.roseAtStep,
    doubledAtStep: doubled ? step : known.doubledAtStep,
    highestSince: doubled ? value : Math.max(known.highestSince, value),
    step,
    risingFrom: rises && !goesOn ? known.step : known.risingFrom,
    risenAtStep: rises ? step : known.risenAtStep,
    cutAtStep: isCut ? (known.cutAtStep ?? step) : null,
    zeroSinceStep: value === 0 ? (known.zeroSinceStep ?? step) : null,
  }
}

/** What is known of the gradient norm after one more value. */
export function followGradientNorm(known: GradientNorm | null, step: number, value: number): GradientNorm {
  const next = known
    ? { ...known, ring: [...known.ring] }
    : { last: value, first: value, ring: new Array<number>(normRows).fill(0), end: 0, n: 0, jumpStep: null }
  next.last = value
  const usual = ringMedian(next.ring, next.end, Math.min(next.n, normRows))
  const jumped = !Number.isFinite(value) || (next.n >= normRows / 2 && value > jumpFactor * usual)
  // A jump that lasts keeps its first step; one row back in range ends it, so that an old one explains nothing new.
  next.jumpStep = jumped ? (next.jumpStep ?? step) : null
  if (jumped) return next
  next.ring[next.end] = value
  next.end = (next.end + 1) % normRows
  next.n++
  return next
}

/** The learning rate that a run names in its parameters: constant as far as anybody knows. */
export function learningRateOfFacts(facts: RunFacts): LearningRate | null {
  for (const name of learningRateNames) {
    const value = facts.params[name]
    if (typeof value === 'number' && Number.isFinite(value)) return constantRate(value)
  }
  return null
}

/** Whether it comes down from where it was since it doubled, and has not been cut yet. */
export function isComingDown({ last, highestSince }: LearningRate): boolean {
  return last < highestSince && last > cutShare * highestSince
}

/** Whether it has been exactly 0 for this many steps, up to this one. */
export function isZeroFor(rate: LearningRate | null, steps: number, step: number): boolean {
  const since = rate?.zeroSinceStep ?? null
  return since !== null && step - since >= steps
}

/** Whether no schedule has lowered the rate so far. */
export function isAtItsMaximum(rate: LearningRate | null): boolean {
  return rate !== null && rate.last > 0 && rate.last >= nearMaximum * rate.highest
}
