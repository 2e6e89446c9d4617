/** A slow creep away from the best, of which no single row is remarkable. */
import { type Level, levelError, lostShare } from '../memory/level.ts'
import { wanderOf } from '../memory/noise.ts'

/**
 * An eighth of the progress lost, six standard errors of the level, and more than what neighbours that are alike may wander, for as many bins as
 * half the run has (40 at least: among fewer the best level is a lucky one; a bin below takes back two). Over at half of that share.
 */
const lostNeeded = 1 / 8
const errorsNeeded = 6
const runShare = 0.5
const decay = 2
const overShare = 1 / 16
const fewestBins = 40

function isCreeping(level: Level): boolean {
  const lost = level.now - level.best
  return lostShare(level) >= lostNeeded && lost >= errorsNeeded * levelError(level) && lost >= wanderOf(level)
}

/**
 * The count of rows that crept, moved by one row. `mayLose`: there is something to lose. Not of single batches, among hundreds of
 * which the best level is a lucky one.
 */
export function nextCreepBins(bins: number, level: Level, mayLose: boolean): number {
  return Math.max(0, bins + (mayLose && isCreeping(level) ? 1 : -decay))
}

/** Whether it has crept for long enough. */
export function hasCrept(bins: number, level: Level): boolean {
  return bins >= Math.max(fewestBins, runShare * level.n)
}

/** Whether it creeps at this row, which is not the one that comes back. */
export function creepsNow(level: Level, value: number): boolean {
  return isCreeping(level) && lostShare(level, value) >= lostNeeded
}

/** Whether half of what a creep must lose is won back. */
export function isCreepOver(level: Level): boolean {
  return lostShare(level) < overShare
}
