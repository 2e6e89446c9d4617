/** What the plot tells of a divergence: that it stays above its start, has lost all it had gained, or creeps away from its best. */

import { type Context, isBatchBin } from '../detector.ts'
import { countBits } from '../memory/bits.ts'
import { binsSinceJump } from '../memory/jump.ts'
import { type Level, medianBack, noise, progress, startOfRise, trendOf } from '../memory/level.ts'
import { beyondWander, reachOfWander } from '../memory/noise.ts'
import {
  aboveStart,
  hasLearned,
  highSigmas,
  isTwinImproving,
  lostSigmas,
  mayBeLone,
  mayRiseWithRate,
  startErrors,
  yardOf,
} from './above-start.ts'
import { creepsNow, hasCrept, nextCreepBins } from './creep.ts'
import { isTimeToBeSure } from './patience.ts'

/**
 * Nine of the last ten bins 15 % above the start, and 3 sigma or at twice the start: not high, but no learning comes from there.
 * Where neighbours that are alike may wander about as far, 29 of the last 32.
 */
const highShare = 0.15
const doubled = 2
const plainShare = 1.25
const highBins = { of10: 9, of32: 29 }
const last10 = 0b11_1111_1111
/** What had learned, and stands above its start in each of so many, has lost it all: an AR(1) of 0.9 has come back by then. */
const last20 = 0b1111_1111_1111_1111_1111
/** Up to half again the start is no divergence before one may be sure that nothing is learned: a rate that is not logged may warm up for long. */
const humpShare = 1.5
/** What jumped, and is not back after so many bins, has not wandered. */
const jump = { steps: 6, share: 0.5 }
const jumpedBins = 8
/** After so many bins at its start, so many above it are enough. */
const clearJump = { steps: 12, share: 0.8 }
const steadyBins = 5
const leftBins = 4
/** Noise of 65 % of the level of this many bins is none that a healthy training has: it is the trouble. */
const wildShare = 0.6
const wildBins = 24
/** Not while it falls again, in the last ten bins or the last 24. */
const fallWindows = [10, 24]
const clearFall = -2.33
/** Level 10 % above the start with all progress lost, for 3 bins. */
const lostBinsNeeded = 3
const lostFromBin = 8
/** Half of the progress back is a recovery. */
const recoveredShare = 0.5

export type BinState = {
  /** The last 32 bins as bits: 1 is high. */
  highBits: number
  /** The start that these are measured from. */
  start: number
  lostBins: number
  creepBins: number
  /** The first step of the present stay above the start, or −1. */
  sinceStep: number
}

export function startBinState(): BinState {
  return { highBits: 0, start: 0, lostBins: 0, creepBins: 0, sinceStep: -1 }
}

export function coarsenBinState(state: BinState): void {
  state.highBits = 0
  state.lostBins >>= 1
  state.creepBins >>= 1
}

/** Moves the counters; true when the run has diverged. */
export function hasLeftStart(state: BinState, value: number, step: number, context: Context): boolean {
  const { level, role, twin } = context
  const above = value - startOfRise(level)
  const yard = yardOf(level)
  if (above <= aboveStart * yard) state.sinceStep = -1
  else if (state.sinceStep < 0) state.sinceStep = step
  if (state.start !== level.start) Object.assign(state, { start: level.start, highBits: 0, lostBins: 0 })
  const isHigh =
    yard > 0 &&
    above > highShare * yard + startErrors * level.startError &&
    (isDoubled(level) || above > highSigmas * noise(level))
  state.highBits = (state.highBits << 1) | (isHigh ? 1 : 0)
  const lost = above > 0 && level.n >= lostFromBin && isLost(level, yard)
  state.lostBins = lost ? state.lostBins + 1 : 0
  state.creepBins = nextCreepBins(state.creepBins, level, hasLearned(level) && !isBatchBin(context))
  if (level.lowStart || (role.component && !hasLearned(level))) return false
  if (isTwinImproving(level, twin) || level.landing !== null || mayRiseWithRate(context)) return false
  if (mayBeHump(context)) return false
  // What could not be told as long as it was overfitting is not told once it is back.
  const isAbove =
    (isHigh && isNowHigh(level) && staysHigh(state.highBits, level, above)) ||
    state.lostBins >= lostBinsNeeded ||
    (isHigh && isNowHigh(level) && leftAtOnce(level))
  if (isAbove && fallWindows.every((bins) => trendOf(level, bins) > clearFall)) return true
  return hasCrept(state.creepBins, level) && hasLearned(level) && creepsNow(level, value)
}

/** While a rate warms up that the log does not hold, a loss that has learned nothing yet rises by some tenths, and falls. */
function mayBeHump(context: Context): boolean {
  const { level } = context
  const isMild = !hasLearned(level) && level.now < humpShare * startOfRise(level)
  return isMild && !isTimeToBeSure(context) && !leftAtOnce(level)
}

/** A rise with the rate is one from the first steps on, and comes little by little. */
function leftAtOnce(level: Level): boolean {
  const since = binsSinceJump(level, clearJump)
  return since >= leftBins && level.n - since >= steadyBins
}

function isNowHigh(level: Level): boolean {
  return isDoubled(level) || level.now - startOfRise(level) > highSigmas * noise(level)
}

function isDoubled(level: Level): boolean {
  return level.now > doubled * startOfRise(level)
}

function staysHigh(bits: number, level: Level, above: number): boolean {
  const sigma = noise(level)
  const isWild = level.kept >= wildBins && sigma > wildShare * medianBack(level, wildBins)
  if (!isWild && mayBeLone(level, level.now, sigma)) return false
  const isPlain = isWild || above > plainShare * reachOfWander(level) || hasJumped(level)
  if (isPlain) return countBits(bits & last10) >= highBins.of10
  return countBits(bits) >= highBins.of32 || (hasLearned(level) && (bits & last20) === last20)
}

function isLost(level: Level, yard: number): boolean {
  if (level.now - startOfRise(level) < aboveStart * yard || !hasLearned(level)) return false
  const lost = level.now - level.best
  if (lost <= 0 || lost < progress(level) || lost < lostSigmas * noise(level)) return false
  return lost >= beyondWander * reachOfWander(level) || hasJumped(level)
}

function hasJumped(level: Level): boolean {
  return binsSinceJump(level, jump) >= jumpedBins
}

/** More than noise: what is lost of it must be won back. */
export function hasMuchToLose(level: Level): boolean {
  return hasLearned(level) && progress(level) >= lostSigmas * noise(level)
}

/** Half of the progress won back; or, where none was made, no longer high above the start. */
export function isBackAtStart(level: Level, learned: boolean): boolean {
  if (!learned) return level.now <= level.start + highShare * yardOf(level)
  return level.now < level.start - recoveredShare * progress(level)
}
