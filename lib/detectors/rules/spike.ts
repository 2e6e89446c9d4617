/**
 * One value, or a few, far above their neighbours.
 *
 * Asked of: rows. Test: the value against the median of its neighbours, their noise, and the jumps that the series is used to.
 * False alarms: 1 of 1,000 drawn healthy runs is warned of; 3 notes in 12 million rows of noise (`npm run bench -- noise`).
 */

import {
  type Context,
  type Detector,
  isBatchRow,
  isGame,
  type Limits,
  type Observation,
  type Verdict,
} from '../detector.ts'
import { medianBack, progress, valueBack, zerolessBins } from '../memory/level.ts'
import { noiseBefore } from '../memory/noise.ts'
import type { Ring } from '../memory/order.ts'
import { companionEvidence } from './causes.ts'

/**
 * Above the median of the 15 rows before, and above that of the last 3, which keeps up with a slope, by 8 sigma, by half of it,
 * and by a tenth of the progress. Two fifths of that half are enough for one that nothing else explains: by 30 sigma, ten times the
 * usual rises, and by all the progress that was ever made.
 */
const medianRows = 15
const recentRows = 3
const heightSigmas = 8
const heightShare = 0.5
const progressShare = 0.1
const plain = { share: 0.4, sigmas: 30, tail: 10, progress: 1 }
const fromRow = 9
/**
 * Three times the fourth-highest rise from one value to the next in the 60 rows before: the noise of single batches has a heavy
 * tail, and even that goes so far only once in a thousand rows. Fourth, so that up to three spikes do not hide the next.
 */
const tailRows = 60
const tailRank = 4
const tailFactor = 3
/**
 * In a long series also twice the highest rise since before its bins last merged, which is half of the run or more: of n draws from
 * a heavy tail (Student's t with 3 degrees) the next is twice the highest so far once in 8 n, which adds up to less than two in a
 * million rows, and grows with the logarithm of the length only. What was told counts half, so that the next like it is told.
 */
const recordFactor = 2
const surelyBelow = 0.8
/**
 * Back in band for 5 rows, it is over; not back within 10 rows, or the third in 100 rows, it is worth a warning. Single batches of
 * data with outliers spike for ever, and learn: of those, after the third, only one that is higher than all before is told.
 */
const backRows = 5
const longRows = 10
const oftenRows = 100
const oftenSpikes = 3
/** Three gaps that differ by less than a tenth: the last small batch of each epoch, a mean that starts anew. */
const gapsKept = 3
const samePace = 0.1
/** When the learning rate has just more than doubled, a jump is no news for 5 % of the run. */
const restShare = 0.05

type State = {
  /** The rows at which the last four spikes began. */
  rows: number[]
  /** Of the last one: its first step, the median and the noise before it, its highest value. */
  step: number
  before: number
  sigma: number
  highest: number
  /** Where values count as back, the median before and half of the height, and how many rows have been there running. */
  band: number
  back: number
  /** The height of the highest one. */
  record: number
  /** The highest rise from one value to the next since the bins last merged, and in the stretch before. */
  tallest: number
  tallestBefore: number
  /** The last row was part of a spike. */
  high: boolean
  /** It is not told yet: it may be the start of a run that begins anew. */
  held: boolean
  /** It was told that it does not come back. */
  long: boolean
  /** Its first value lies above the start of the run: all is lost, should the run end here. */
  lost: boolean
}

export const spike: Detector<State> = {
  code: 'spike',
  mutedBy: ['diverged', 'non-finite', 'masked-nan'],
  certain: false,
  thresholds: {
    sigmas: {
      default: heightSigmas,
      min: 3,
      max: 100,
      unit: 'sigma',
      meaning: 'how far above its neighbours, in their noise',
    },
    share: {
      default: heightShare,
      min: 0.1,
      max: 100,
      unit: 'of the level',
      meaning: 'how far above its neighbours, in their level',
    },
  },
  start: () => ({
    rows: [],
    ...{ step: 0, before: 0, sigma: 0, band: 0, back: 0, highest: 0, record: 0 },
    ...{ tallest: 0, tallestBefore: 0 },
    ...{ high: false, held: false, long: false, lost: false },
  }),

  coarsen(state) {
    state.tallestBefore = state.tallest
    state.tallest = 0
  },

  atRow(state, at, context, open, limits) {
    // One side of a game jumps as the other one learns, and so does a loss whose target moves.
    if (!Number.isFinite(at.value) || isGame(context)) return null
    if (state.high) return follow(state, at, context, open)
    const found = heightOf(state, at.value, context, limits)
    const rise = context.rows.kept > 1 ? at.value - valueBack(context.rows, 1) : 0
    if (!found) {
      if (rise > state.tallest) state.tallest = rise
      return null
    }
    state.tallest = Math.max(state.tallest, found.height / recordFactor)
    const { median, height, sigma } = found
    Object.assign(state, { high: true, long: false, back: 0, highest: at.value, step: at.step })
    Object.assign(state, { before: median, sigma, band: median + height / 2 })
    state.rows = [...state.rows, at.row].slice(-(gapsKept + 1))
    state.lost = !isBatchRow(context) && at.value > context.level.start
    const isRecord = height > state.record
    state.record = Math.max(state.record, height)
    if (open || (state.rows.length > gapsKept && isEvenlySpaced(state.rows))) return null
    if (isBatchRow(context) && state.rows.length > oftenSpikes && !isRecord) return null
    // Where a run that begins anew would land, the next rows tell.
    state.held = context.level.landing !== null
    return state.held ? null : raise(state, at, context)
  },

  // The last value stands for what was trained: there is no other that could be back.
  atEnd: (state) => (state.high && state.lost && !state.long && state.back === 0 ? stays(state) : null),
}

function raise(state: State, at: Observation, context: Context): Verdict {
  const { rows, step, highest, before, sigma } = state
  const isOften = !isBatchRow(context) && rows.filter((row) => at.row - row < oftenRows).length >= oftenSpikes
  const isWorse = isOften && !isEvenlySpaced(rows)
  return {
    kind: 'raise',
    severity: isWorse ? 'warning' : 'info',
    step,
    evidence: {
      value: highest,
      before,
      ...(sigma > 0 ? { sigmas: (highest - before) / sigma } : {}),
      ...companionEvidence(context),
    },
    causes: [],
  }
}

/** What the rows after the first one of a spike say. */
function follow(state: State, at: Observation, context: Context, open: boolean): Verdict | null {
  const { level } = context
  const rows = at.row - (state.rows.at(-1) ?? at.row)
  const isBack = at.value <= state.band
  state.back = isBack ? state.back + 1 : 0
  if (!isBack) state.highest = Math.max(state.highest, at.value)
  if (level.landing === null && context.rows.kept <= rows + 1) {
    // The rows of before are gone: a run that began anew, or a height that became its level.
    state.high = false
    return open ? { kind: 'clear', evidence: isBack ? {} : { stayed: 1 } } : null
  }
  if (state.held && level.landing === null) {
    state.held = false
    return raise(state, at, context)
  }
  if (state.back >= backRows) state.high = false
  if (!open) return null
  if (!state.high) return { kind: 'clear', evidence: { rows: rows - backRows + 1 } }
  if (isBack || state.long || rows < longRows || level.landing !== null) return null
  return stays(state)
}

function stays(state: State): Verdict {
  state.long = true
  return { kind: 'update', severity: 'warning', evidence: { value: state.highest } }
}

type Height = { median: number; height: number; sigma: number }

function heightOf(
  state: State,
  value: number,
  { rows, level, learningRate }: Context,
  limits: Limits,
): Height | null {
  const share = limits.share as number
  if (rows.finite < (level.zeroless ? zerolessBins : fromRow)) return null
  // Cheap to ask and true of nearly every row: it cannot be half above its neighbours.
  if (!level.zeroless && value <= (1 + plain.share * share) * level.best) return null
  // Of a long series this is cheap to ask too: medians of rows are hardly ever below the best level of the plot.
  const record = level.binRows > 1 ? recordFactor * Math.max(state.tallest, state.tallestBefore) : 0
  if (value - level.best < surelyBelow * record) return null
  const before = rows.kept - 1
  const median = Math.max(
    medianBack(rows, Math.min(medianRows, before), 1),
    medianBack(rows, Math.min(recentRows, before), 1),
  )
  const height = value - median
  const isLow = !level.zeroless && height <= share * median
  if (isLow && height <= plain.share * share * median) return null
  if (height <= (isLow ? plain.progress : progressShare) * progress(level)) return null
  if (height < record) return null
  const sigma = noiseBefore(rows, level.n < 60 ? 3 : 5)
  if (height <= (isLow ? plain.sigmas : (limits.sigmas as number)) * sigma) return null
  // Last, since it is the dearest to ask.
  if (height <= (isLow ? plain.tail : tailFactor) * riseBack(rows, tailRank, tailRows)) return null
  const doubled = learningRate?.doubledAtStep ?? null
  if (doubled !== null && rows.step - doubled <= restShare * rows.span) return null
  return { median, height, sigma }
}

function isEvenlySpaced(rows: readonly number[]): boolean {
  const gaps = rows.slice(1).map((row, i) => row - (rows[i] as number))
  return Math.max(...gaps) - Math.min(...gaps) <= samePace * Math.max(...gaps)
}

/** The `rank`th highest rise from one value to the next among up to `count` before the last; zero where there are fewer. */
function riseBack(rows: Ring, rank: number, count: number): number {
  const rises = Array.from(
    { length: Math.max(0, Math.min(count, rows.kept - 2)) },
    (_, i) => valueBack(rows, i + 1) - valueBack(rows, i + 2),
  )
  return rises.sort((a, b) => b - a)[rank - 1] ?? 0
}
