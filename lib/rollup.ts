/** The extremes of a range of points: what a drawn line needs of them, whatever their number. */
import { type Columns, indexOfStep } from './series.ts'

export type Rollup = {
  count: number
  firstStep: number
  lastStep: number
  /** Of the finite values; `minStep` is −1 while there is none. */
  min: number
  minStep: number
  max: number
  maxStep: number
  nonFinite: number
  /** The first step of each kind of non-finite value, or −1. */
  nanStep: number
  infinityStep: number
  negativeStep: number
}

export function emptyRollup(): Rollup {
  return {
    count: 0,
    firstStep: -1,
    lastStep: -1,
    min: Number.POSITIVE_INFINITY,
    minStep: -1,
    max: Number.NEGATIVE_INFINITY,
    maxStep: -1,
    nonFinite: 0,
    nanStep: -1,
    infinityStep: -1,
    negativeStep: -1,
  }
}

/** Takes in one point; points come by rising step. */
export function addPoint(rollup: Rollup, step: number, value: number): void {
  rollup.count++
  if (rollup.firstStep < 0) rollup.firstStep = step
  rollup.lastStep = step
  if (value < rollup.min && value !== Number.NEGATIVE_INFINITY) {
    rollup.min = value
    rollup.minStep = step
  }
  if (value > rollup.max && value !== Number.POSITIVE_INFINITY) {
    rollup.max = value
    rollup.maxStep = step
  }
  if (!Number.isFinite(value)) {
    rollup.nonFinite++
    if (Number.isNaN(value)) rollup.nanStep = firstOf(rollup.nanStep, step)
    else if (value > 0) rollup.infinityStep = firstOf(rollup.infinityStep, step)
    else rollup.negativeStep = firstOf(rollup.negativeStep, step)
  }
}

/** Takes in the rollup of points that come later. */
export function addRollup(rollup: Rollup, later: Rollup): void {
  if (later.count === 0) return
  rollup.count += later.count
  rollup.firstStep = firstOf(rollup.firstStep, later.firstStep)
  rollup.lastStep = later.lastStep
  if (later.minStep >= 0 && later.min < rollup.min) {
    rollup.min = later.min
    rollup.minStep = later.minStep
  }
  if (later.maxStep >= 0 && later.max > rollup.max) {
    rollup.max = later.max
    rollup.maxStep = later.maxStep
  }
  rollup.nonFinite += later.nonFinite
  rollup.nanStep = firstOf(rollup.nanStep, later.nanStep)
  rollup.infinityStep = firstOf(rollup.infinityStep, later.infinityStep)
  rollup.negativeStep = firstOf(rollup.negativeStep, later.negativeStep)
}

function firstOf(known: number, step: number): number {
  return known < 0 ? step : known
}

/** The steps of the points that stand for the range: first, last, lowest, highest, and one of each non-finite kind. */
export function stepsOf(rollup: Rollup): number[] {
  const { firstStep, minStep, maxStep, lastStep, nanStep, infinityStep, negativeStep } = rollup
  return [firstStep, minStep, maxStep, lastStep, nanStep, infinityStep, negativeStep].filter(
    (step) => step >= 0,
  )
}

/** Roll-ups begin when a series has this many points: below, reading the points themselves is as fast. */
export const rollupsFromCount = 1024
export const levels = 4
const pointsPerBucket = 64
/** Points for each asked-for bucket up to which a line is left whole. */
export const pointsKeptPerBucket = 4
/** Buckets of one level that one of the next covers. */
export const fanOut = 16

/** Steps that a bucket of the finest level covers. Whole, so that bucket borders are exact up to 2⁵³. */
export function bucketWidth(stride: number): number {
  return stride * pointsPerBucket
}

/** The average distance between the points of a series, in whole steps. */
export function strideOf({
  count,
  firstStep,
  lastStep,
}: Pick<Rollup, 'count' | 'firstStep' | 'lastStep'>): number {
  return Math.max(1, Math.round((lastStep - firstStep) / Math.max(1, count - 1)))
}

/** Equal ranges of steps, each with its rollup: how a long line is thinned. */
export function createBuckets({ from, to, buckets }: { from: number; to: number; buckets: number }) {
  const rollups = Array.from({ length: buckets }, emptyRollup)
  const width = (to - from + 1) / buckets
  return {
    /** The rollup of the range that a step is in. */
    at(step: number): Rollup {
      const index = Math.floor((step - from) / width)
      return rollups[Math.min(buckets - 1, Math.max(0, index))] as Rollup
    },
    /** The steps that stand for all ranges, rising, each once. */
    steps(): number[] {
      return [...new Set(rollups.flatMap(stepsOf))]
        .filter((step) => step >= from && step <= to)
        .sort((a, b) => a - b)
    },
    /** The first step of each range, whatever its value, and the last of all, rising. */
    samples(): number[] {
      const taken = rollups.filter(({ count }) => count > 0)
      const firsts = taken.map(({ firstStep }) => firstStep).filter((step) => step >= from)
      return [...new Set([...firsts, taken.at(-1)?.lastStep ?? -1])].filter((step) => step >= 0 && step <= to)
    },
  }
}

/** A line with fewer points and the same look: of each bucket first, last, lowest, highest and every non-finite kind. */
export function thin(columns: Columns, buckets: number): Columns {
  const { steps, values, times } = columns
  if (steps.length <= pointsKeptPerBucket * buckets) return columns
  const ranges = createBuckets({ from: steps[0] as number, to: steps.at(-1) as number, buckets })
  for (let i = 0; i < steps.length; i++)
    addPoint(ranges.at(steps[i] as number), steps[i] as number, values[i] as number)
  const kept = ranges.steps().map((step) => indexOfStep(steps, steps.length, step))
  return {
    steps: Float64Array.from(kept, (i) => steps[i] as number),
    values: Float64Array.from(kept, (i) => values[i] as number),
    times: Float64Array.from(kept, (i) => times[i] as number),
  }
}
