/** Where a series stands: its start, its level now, its best, its noise. What all detectors share. */

import { ringMedian, ringMedianStep, ringTrend } from './order.ts'

/** Values remembered. A power of two, and the longest window of any detector. */
export const memoryRows = 64
/** Values whose differences measure the noise. */
const noiseRows = 30
/** Fewer differences than this say nothing of noise. */
const fewestNoiseRows = 4
/** 1.4826 turns a median absolute deviation into a standard deviation, √2 undoes the difference of two values. */
const noiseScale = 1.4826 / Math.SQRT2
export const medianError = 1.2533
/** A level is the median of three rows at least. */
export const fewestLevelRows = 3
/** A signed loss has no zero to compare with; its own range counts, and only from this row on. */
export const signedRows = 20

export type Level = {
  /** A ring of the last finite values; `end` is the place of the next one, `kept` how many still count. */
  ring: number[]
  end: number
  kept: number
  /** All rows, and the finite ones. */
  rows: number
  n: number
  step: number
  /** Steps covered since the first row: restarts do not shrink it. */
  span: number
  stride: number
  /** Rows running whose gap is not the stride. */
  offStride: number
  /** Some value was below zero. */
  signed: boolean
  /** The first finite value; L0, the start; s, the median of the last few; the lowest s so far, where. */
  first: number
  start: number
  now: number
  best: number
  bestStep: number
  /** The highest of the first values; and whether the first one may have been too low to be the start (`low-start.ts`). */
  peak: number
  lowStart: boolean
  /** Where a jump landed that may be a restart, as long as that is open (`restart.ts`). */
  landing: number | null
  landingRow: number
  fallingRows: number
}

export function startLevel(): Level {
  return {
    ring: new Array<number>(memoryRows).fill(0),
    end: 0,
    kept: 0,
    rows: 0,
    n: 0,
    step: 0,
    span: 0,
    stride: 0,
    offStride: 0,
    signed: false,
    first: 0,
    start: 0,
    now: 0,
    best: 0,
    bestStep: 0,
    peak: 0,
    lowStart: false,
    landing: null,
    landingRow: 0,
    fallingRows: 0,
  }
}

/** w: rows in the median that stands for the level. */
export function levelRows(level: Level): number {
  const wanted = level.n < 60 ? fewestLevelRows : level.n < 300 ? 5 : 9
  return Math.min(wanted, level.kept)
}

export function progress(level: Level): number {
  return level.start - level.best
}

/** The noise of single values, blind to trend and to whatever the last w rows do. */
export function noise(level: Level): number {
  const recent = levelRows(level)
  const count = Math.min(noiseRows, level.kept - recent)
  if (count <= fewestNoiseRows) return 0
  return noiseScale * ringMedianStep(level.ring, level.end - recent, count)
}

/** The noise of the last `count` steps, without a thought for trends. */
export function noiseOfLast(level: Level, count: number): number {
  return noiseScale * ringMedianStep(level.ring, level.end, count)
}

/** The standard error of `now`: a median's is 1.25 times that of a mean. */
export function levelError(level: Level): number {
  return (medianError * noise(level)) / Math.sqrt(levelRows(level))
}

/** The `back`th value before the last: `valueBack(level, 0)` is the last finite one. */
export function valueBack(level: Level, back: number): number {
  return level.ring[(level.end - 1 - back) & (memoryRows - 1)] as number
}

/** Median of `count` values, after leaving out the last `skipped`. */
export function medianBack(level: Level, count: number, skipped = 0): number {
  return ringMedian(level.ring, level.end - skipped, count)
}

/** The `rank`th highest rise from one value to the next among up to `count` before the last; zero where there are fewer. */
export function riseBack(level: Level, rank: number, count: number): number {
  const rises = Array.from(
    { length: Math.max(0, Math.min(count, level.kept - 2)) },
    (_, i) => valueBack(level, i + 1) - valueBack(level, i + 2),
  )
  return rises.sort((a, b) => b - a)[rank - 1] ?? 0
}

export function trendOf(level: Level, count: number): number {
  return ringTrend(level.ring, level.end, Math.min(count, level.kept))
}

/** The last few finite values, oldest first. */
export function lastValues(level: Level, count: number): number[] {
  return Array.from({ length: Math.min(count, level.kept) }, (_, i, all = Math.min(count, level.kept)) =>
    valueBack(level, all - 1 - i),
  )
}

/** Share of the progress made that is lost again: 0 at the best level, 1 at the start, more above it. */
export function lostShare(level: Level, value = level.now): number {
  const made = progress(level)
  return made > 0 ? (value - level.best) / made : 0
}
