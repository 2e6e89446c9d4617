/** How a level takes in a point: steps that go back, strides that change, a start that is none. */
import { type Level, levelRows, medianBack, memoryRows, valueBack } from './level.ts'
import { followLowStart, lowStartRows } from './low-start.ts'
import { followRestart } from './restart.ts'

/** A first value this many times the median of values 2 to 6 is no yardstick: a print before the first update. */
const absurdStart = 30
const startRows = 6
/** A gap between steps that differs by this factor is another logging stride. */
const strideChange = 5
/** That many rows running: then the median gap of the last 16 rows has changed. */
const strideRows = 9

/** Takes in one point. */
export function advance(level: Level, step: number, value: number): void {
  const was = level.kept
  if (level.rows > 0) takeStep(level, step)
  const rowsBefore = level.kept === was ? levelRows(level) : 0
  level.step = step
  level.rows++
  if (!Number.isFinite(value)) return
  level.ring[level.end] = value
  level.end = (level.end + 1) & (memoryRows - 1)
  if (level.kept < memoryRows) level.kept++
  level.n++
  if (value < 0) level.signed = true
  if (level.n <= startRows) takeStart(level, value)
  if (level.n <= lowStartRows) followLowStart(level, value)
  followRestart(level, value)
  const rows = levelRows(level)
  if (rows !== rowsBefore || movesMedian(level, value, rows)) level.now = medianBack(level, rows)
  if (level.now < level.best || level.n === 1) {
    level.best = level.now
    level.bestStep = step
  }
}

/**
 * Whether the median of the last few may differ from the one before: not when the value that came and the one that went lie on
 * the same side of it. Half of the sorting is saved.
 */
function movesMedian(level: Level, value: number, rows: number): boolean {
  const { now } = level
  const gone = valueBack(level, rows)
  return !((value > now && gone > now) || (value < now && gone < now))
}

function takeStart(level: Level, value: number): void {
  if (level.n === 1) level.first = value
  const next = medianBack(level, Math.min(level.n - 1, level.kept))
  const isAbsurd = next > 0 && level.first > absurdStart * next
  level.start = isAbsurd ? next : level.first
}

/**
 * A step behind the last one means that the run was resumed or its counter reset: the rows that will be written again are
 * forgotten. Only the stride is remembered, not every step, so their number is counted with it.
 */
function takeStep(level: Level, step: number): void {
  const gap = step - level.step
  if (gap <= 0) {
    const overlap = level.stride > 0 ? Math.min(level.kept, Math.round(-gap / level.stride) + 1) : 1
    level.kept = Math.max(0, level.kept - overlap)
    level.end = (level.end - overlap) & (memoryRows - 1)
    if (level.kept === 0) {
      // Begun anew: what the run before had reached is no yardstick for this one.
      level.best = level.start
      level.bestStep = step
    } else if (gap < 0 && level.bestStep >= step) {
      level.best = medianBack(level, Math.min(level.kept, levelRows(level)))
      level.bestStep = step
    }
    return
  }
  level.span += gap
  if (level.stride === 0) level.stride = gap
  const ratio = gap / level.stride
  if (ratio <= strideChange && ratio * strideChange >= 1) {
    level.offStride = 0
    return
  }
  level.offStride++
  if (level.offStride < strideRows) return
  level.kept = Math.min(level.kept, level.offStride)
  level.stride = gap
  level.offStride = 0
}
