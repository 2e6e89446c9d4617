/** The loss went above its start, or far from what it had reached, and stays there. */

import {
  type Context,
  type Detector,
  type Evidence,
  isBatchBin,
  type Limits,
  type Observation,
  type Verdict,
} from '../detector.ts'
import { countBits } from '../memory/bits.ts'
import { partEvidence } from '../memory/components.ts'
import {
  type Level,
  levelBins,
  lostShare,
  medianBack,
  nearFirst,
  noise,
  progress,
  signedBins,
  startOfRise,
  trendOf,
} from '../memory/level.ts'
import { noiseBefore, stepNoise } from '../memory/noise.ts'
import type { Rows } from '../memory/rows.ts'
import { isWarmingUp } from '../memory/warm-up.ts'
import { companionEvidence, explosionCauses } from './causes.ts'
import { creepsNow, hasCrept, isCreepOver, nextCreepBins } from './creep.ts'
import { risesFromStart } from './signed-rise.ts'

/**
 * Height above the start, in units of max(progress, half the start, 12 sigma): over 3 for 3 rows running, over 10 for 2,
 * over 100 for 1. The higher, the less it needs a second look.
 */
const heights = { three: 3, two: 10, one: 100 }
const heightRows = { over3: 3, over10: 2, over100: 1 }
const startShare = 0.5
const heightSigmas = 12
/** Nine of the last ten rows 15 % above the start, and 3 sigma: not high, but no learning comes from there. */
const highShare = 0.15
const highSigmas = Number(process.env.HS ?? 3)
/** Whatever the noise is, where the level has doubled. */
const farStarts = 2
const loneSigmas = 8
const wildShare = 0.5
const wanderSteps = Number(process.env.DW ?? 14)
/** As long again as the rate warms up its hump may last. */
const warmUpRest = 1
const lastRows = 32
const rowBitsNeeded = 29
/** Not while it falls again. */
const fallingBins = 24
const clearFall = -2.33
const tenBins = 0b11_1111_1111
const highBinsNeeded = 9
/** Level 10 % above the start with all progress lost, 6 sigma at least, for 3 rows. */
const lostAboveStart = 0.1
const lostSigmas = 6
const lostBinsNeeded = 3
const lostFromBin = 8
/** Half of the progress back, for ten rows, is a recovery. */
const recoveredShare = 0.5
const recoveredBinsNeeded = 10
/** Less progress than this share of the start is nothing to lose, and nothing to win back. */
const leastProgress = 0.15
/**
 * Where the loss's chance level is known, a run may have diverged before its first value: over 100 times that level on two rows,
 * or over 100,000 times on one (a first print of 4,000 times that heals has been seen). Back below ten times, it is over.
 */
const farFromChance = 100
const farRowsNeeded = 2
const absurdlyFar = 1e5
const nearChance = 10

type State = {
  /** Rows running above each of `heights`. */
  over3: number
  over10: number
  over100: number
  /** The last ten rows as bits: 1 is high. */
  highBits: number
  /** The last 32 rows. */
  rowBits: number
  /** The start that these are measured from. */
  start: number
  lostBins: number
  creepBins: number
  /** What was raised is a creep: it never was above the start. */
  crept: boolean
  /** Rows running far above the chance level; and whether that is what was raised. */
  farRows: number
  far: boolean
  /** The first step of the present stay above the start, or −1. */
  sinceStep: number
  backBins: number
}

export const diverged: Detector<State> = {
  code: 'diverged',
  mutedBy: [],
  certain: false,
  thresholds: {
    over3: {
      default: heights.three,
      min: 0.5,
      max: 1e6,
      unit: 'times its progress',
      meaning: 'how high above the start three rows running must be',
    },
    over10: {
      default: heights.two,
      min: 1,
      max: 1e6,
      unit: 'times its progress',
      meaning: 'how high two rows running must be',
    },
    over100: {
      default: heights.one,
      min: 2,
      max: 1e9,
      unit: 'times its progress',
      meaning: 'how high one row must be',
    },
  },
  start: () => ({
    over3: 0,
    over10: 0,
    over100: 0,
    highBits: 0,
    rowBits: 0,
    start: 0,
    lostBins: 0,
    creepBins: 0,
    crept: false,
    farRows: 0,
    far: false,
    sinceStep: -1,
    backBins: 0,
  }),

  atRow(state, at, context, open, limits) {
    if (!Number.isFinite(at.value)) return null
    const isFar = followFar(state, timesChanceLevel(at.value, context))
    // What is open needs no more heights, which are dear to measure.
    const isHigh =
      !open &&
      !isYoung(context) &&
      (followHeights(state, at.value, context, limits) || followRows(state, at.value, context))
    return !open && (isFar || isHigh) ? raise(state, at, context, isFar) : null
  },

  atBin(state, at, context, open) {
    const hasRisen = isYoung(context)
      ? risesFromStart(context) && !isTwinImproving(context.level, context.twin)
      : follow(state, at.value, at.step, context)
    if (open) {
      state.backBins = isOver(state, at.value, context) ? state.backBins + 1 : 0
      const isBack = state.backBins >= recoveredBinsNeeded
      return isBack ? { kind: 'clear', evidence: { back: context.level.now } } : null
    }
    state.backBins = 0
    return hasRisen ? raise(state, at, context, false) : null
  },

  coarsen(state) {
    Object.assign(state, { highBits: 0 })
    state.lostBins >>= 1
    state.creepBins >>= 1
    state.backBins >>= 1
  },
}

function isYoung({ rows, level }: Context): boolean {
  return rows.finite < 2 || (level.signed && level.n < signedBins)
}

function raise(state: State, at: Observation, context: Context, isFar: boolean): Verdict {
  const { level } = context
  state.far = isFar
  state.crept = !isFar && state.sinceStep < 0 && hasCrept(state.creepBins, level)
  // A creep has no first bad row of its own: it went wrong where it was best.
  const step = state.crept ? level.bestStep : state.sinceStep >= 0 ? state.sinceStep : at.step
  return {
    kind: 'raise',
    severity: 'critical',
    step,
    evidence: {
      ...evidenceOf(at.value, context),
      ...partEvidence(context.components(), step),
      ...(isFar ? { timesChance: timesChanceLevel(at.value, context) } : {}),
    },
    causes: explosionCauses(context, step),
  }
}

function isOver({ far, crept }: State, value: number, context: Context): boolean {
  if (far) return timesChanceLevel(value, context) < nearChance
  return crept ? isCreepOver(context.level) : isBack(context.level)
}

/** How many times the chance level a value is; 0 where that level is not known or no yardstick. */
function timesChanceLevel(value: number, { facts: { chanceLevel }, role }: Context): number {
  return chanceLevel !== null && chanceLevel > 0 && !role.component ? value / chanceLevel : 0
}

function followFar(state: State, timesChance: number): boolean {
  state.farRows = timesChance > farFromChance ? state.farRows + 1 : 0
  return state.farRows >= farRowsNeeded || timesChance > absurdlyFar
}

/** Moves the counters of single rows; true when the run has diverged. */
function followHeights(
  state: State,
  value: number,
  { rows, level, role, twin }: Context,
  { over3 = heights.three, over10 = heights.two, over100 = heights.one }: Limits,
): boolean {
  const yard = yardOf(level)
  const height = heightOf(value - startOfRise(level), rows, level, yard)
  state.over3 = height > over3 ? state.over3 + 1 : 0
  state.over10 = height > over10 ? state.over10 + 1 : 0
  state.over100 = height > over100 ? state.over100 + 1 : 0
  if (state.over100 >= heightRows.over100) return true
  if (level.lowStart || (role.component && !hasLearned(level, yard))) return false
  if (state.over10 >= heightRows.over10) return true
  // Validation that rises while training goes on well is overfitting, unless it rises out of all proportion.
  if (state.over3 < heightRows.over3 || isTwinImproving(level, twin)) return false
  return !isLone(level) || value - level.start > loneSigmas * noiseBefore(rows, levelBins(level))
}

/** The second value is already far from the first, which may have been the odd one. */
function isLone({ start, ofFirst }: Level): boolean {
  return ofFirst > nearFirst * start
}

/** Nearly all of the last 32 rows of a long series that has learned lie above its start: sooner than its wide bins can tell. */
function followRows(state: State, value: number, context: Context): boolean {
  const { rows, level, role, twin } = context
  const yard = yardOf(level)
  const above = value - startOfRise(level)
  state.rowBits = (state.rowBits << 1) | (above > lostAboveStart * yard && above > 0 ? 1 : 0) | 0
  if (above <= 0 || level.binRows === 1 || role.component || countBits(state.rowBits >>> 0) < rowBitsNeeded)
    return false
  if (
    !hasLearned(level, yard) ||
    isTwinImproving(level, twin) ||
    isWarmingUp(context, warmUpRest) ||
    level.landing !== null
  )
    return false
  const now = medianBack(rows, lastRows)
  const sigma = noiseBefore(rows, lastRows)
  return now - startOfRise(level) > highSigmas * sigma && now - level.best > lostSigmas * sigma
}

function yardOf(level: Level): number {
  return level.signed ? 0 : Math.abs(level.start)
}

/** Moves the counters of bins; true when the run has diverged. */
function follow(state: State, value: number, step: number, context: Context): boolean {
  const { level, role, twin } = context
  const above = value - startOfRise(level)
  const yard = yardOf(level)
  if (above <= lostAboveStart * yard) state.sinceStep = -1
  else if (state.sinceStep < 0) state.sinceStep = step
  if (state.start !== level.start) Object.assign(state, { start: level.start, highBits: 0, lostBins: 0 })
  const isDoubled = level.now > farStarts * startOfRise(level)
  const sigma = noise(level)
  const isHigh = yard > 0 && above > highShare * yard && (isDoubled || above > highSigmas * sigma)
  state.highBits = (state.highBits << 1) | (isHigh ? 1 : 0)
  const lost = above > 0 && level.n >= lostFromBin && isLost(level, yard)
  state.lostBins = lost ? state.lostBins + 1 : 0
  state.creepBins = nextCreepBins(state.creepBins, level, hasLearned(level, yard) && !isBatchBin(context))
  if (level.lowStart || (role.component && !hasLearned(level, yard))) return false
  if (isTwinImproving(level, twin) || level.landing !== null || isWarmingUp(context, warmUpRest)) return false
  // What could not be told as long as it was overfitting is not told once it is back.
  const isAbove = (isHigh && staysHigh(state.highBits, level, above)) || state.lostBins >= lostBinsNeeded
  if (isAbove && Math.min(trendOf(level, 10), trendOf(level, fallingBins)) > clearFall) return true
  return hasCrept(state.creepBins, level) && hasLearned(level, yard) && creepsNow(level, value)
}

/** Nine of the last ten; of what may wander that far 29 of the last 32. */
function staysHigh(bits: number, level: Level, above: number): boolean {
  const sigma = noise(level)
  const isWild = sigma > wildShare * level.now
  if (isLone(level) && !isWild && level.now - level.start <= loneSigmas * sigma) return false
  const wander = (wanderSteps * stepNoise(level, levelBins(level))) / Math.sqrt(level.binRows)
  const isPlain = isWild || above > wander
  return isPlain ? countBits(bits & tenBins) >= highBinsNeeded : countBits(bits) >= rowBitsNeeded
}

function heightOf(above: number, rows: Rows, level: Level, yard: number): number {
  if (above <= 0) return 0
  const unit = Math.max(progress(level), startShare * yard)
  // A start of exactly 0 (a masked NaN, an empty first print) measures nothing until there is progress.
  if (unit === 0) return 0
  // The noise is dear to measure, and it can only make the height smaller.
  if (above <= unit) return above / unit
  return above / Math.max(unit, heightSigmas * noiseBefore(rows, levelBins(level)))
}

function isLost(level: Level, yard: number): boolean {
  if (level.now - startOfRise(level) < lostAboveStart * yard || !hasLearned(level, yard)) return false
  const lost = level.now - level.best
  return lost >= progress(level) && lost >= lostSigmas * noise(level) && lost > 0
}

function hasLearned(level: Level, yard: number): boolean {
  return progress(level) >= leastProgress * yard
}

/** Half of the progress won back; or, where none was made, no longer high above the start. */
function isBack(level: Level): boolean {
  const yard = level.signed ? 0 : Math.abs(level.start)
  if (!hasLearned(level, yard) || progress(level) < lostSigmas * noise(level))
    return level.now <= level.start + highShare * yard
  return level.now < level.start - recoveredShare * progress(level)
}

function isTwinImproving(level: Level, twin: Level | null): boolean {
  return twin !== null && twin.bestStep > level.bestStep && lostShare(twin) < 0.35
}

function evidenceOf(value: number, context: Context): Evidence {
  const { level } = context
  return {
    start: level.start,
    now: value,
    best: level.best,
    bestStep: level.bestStep,
    ...(level.start > 0 ? { timesStart: value / level.start } : {}),
    ...companionEvidence(context),
  }
}
