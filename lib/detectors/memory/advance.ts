/** How a series takes in a row: its last rows, and the plot of the whole run. */

import { isFarFromZero } from './far-from-zero.ts'
import { type Level, levelBins, medianBack, mostBins, valueBack } from './level.ts'
import { followLowStart, lowStartRows } from './low-start.ts'
import { followRestart } from './restart.ts'
import { keepRow, type Rows, type StepChange, takeStep } from './rows.ts'

/** A first value this many times the median of values 2 to 6 is no yardstick: a print before the first update. */
const absurdStart = 30
const startRows = 6
/** Rows whose median says whether the first one is low by chance. */
const firstRows = 3

/** Takes in one row. Returns whether it was the last one of a bin. */
export function advance({ rows, level }: { rows: Rows; level: Level }, step: number, value: number): boolean {
  const change = takeStep(rows, step)
  if (change.kind !== 'forward') forget(level, change, step)
  if (!Number.isFinite(value)) return false
  keepRow(rows, value)
  if (value < 0) level.zeroless = true
  if (rows.finite <= startRows) takeStart(level, rows, value)
  level.filled++
  // Not the sum, which overflows where the values do not.
  level.mean = level.filled === 1 ? value : level.mean + (value / level.filled - level.mean / level.filled)
  if (level.filled < level.binRows) return false
  takeBin(level, rows, step)
  return true
}

function takeBin(level: Level, rows: Rows, step: number): void {
  const binsBefore = levelBins(level)
  const value = level.mean
  level.ring[level.end] = value
  level.end = (level.end + 1) & (mostBins - 1)
  if (level.kept < mostBins) level.kept++
  level.n++
  level.filled = 0
  if (level.n <= lowStartRows && level.binRows === 1) followLowStart(level, step, value)
  const restartedBins = followRestart(level, value)
  if (restartedBins !== null) rows.kept = Math.min(rows.kept, restartedBins * level.binRows)
  const bins = levelBins(level)
  if (bins !== binsBefore || movesMedian(level, value, bins)) level.now = medianBack(level, bins)
  if (level.now < level.best || level.n === 1) {
    level.best = level.now
    level.bestStep = step
  }
  if (isFarFromZero(level)) level.zeroless = true
}

/**
 * Whether the median of the last few may differ from the one before: not when the value that came and the one that went lie on
 * the same side of it. Half of the sorting is saved.
 */
function movesMedian(level: Level, value: number, bins: number): boolean {
  const { now } = level
  const gone = valueBack(level, bins)
  return !((value > now && gone > now) || (value < now && gone < now))
}

function takeStart(level: Level, rows: Rows, value: number): void {
  if (rows.finite === 1) level.first = value
  if (rows.finite === firstRows) level.ofFirst = medianBack(rows, firstRows)
  const next = medianBack(rows, Math.min(rows.finite - 1, rows.kept))
  const isAbsurd = next > 0 && level.first > absurdStart * next
  level.start = isAbsurd ? next : level.first
}

/** Forgets the bins of rows that will be written again, or that were written at another stride. */
function forget(level: Level, change: Exclude<StepChange, { kind: 'forward' }>, step: number): void {
  if (change.kind === 'stride') level.kept = Math.min(level.kept, Math.ceil(change.rows / level.binRows))
  else forgetLast(level, change.rows, step)
  if (level.kept > 0) level.now = medianBack(level, levelBins(level))
}

function forgetLast(level: Level, rows: number, step: number): void {
  const bins = Math.max(0, Math.ceil((rows - level.filled) / level.binRows))
  const overlap = Math.min(level.kept, bins)
  level.filled = 0
  level.kept -= overlap
  level.end = (level.end - overlap) & (mostBins - 1)
  if (level.kept === 0) {
    // Begun anew: what the run before had reached is no yardstick for this one.
    level.best = level.start
    level.bestStep = step
  } else if (overlap > 0 && level.bestStep >= step) {
    level.best = medianBack(level, Math.min(level.kept, levelBins(level)))
    level.bestStep = step
  }
}
