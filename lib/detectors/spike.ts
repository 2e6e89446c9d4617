/** One value, or a few, far above their neighbours. */
import { companionEvidence } from './causes.ts'
import type { Context, Detector, Limits, Verdict } from './detector.ts'
import { type Level, medianBack, noise, progress, signedRows } from './level.ts'

/**
 * Above the median of the 15 rows before, and above that of the last 3, which keeps up with a slope, by 8 sigma, by half of it,
 * and by a tenth of the progress.
 */
const medianRows = 15
const recentRows = 3
const heightSigmas = 8
const heightShare = 0.5
const progressShare = 0.1
const fromRow = 9
/** Back in band for 5 rows, it is over; not back within 10 rows, or the third in 100 rows, it is worth a warning. */
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
  /** Where values count as back: the median before the spike, and half of its height. */
  band: number
  back: number
  /** The last row was part of a spike. */
  high: boolean
  /** It was told that it does not come back. */
  long: boolean
  highest: number
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
  start: () => ({ rows: [], band: 0, back: 0, high: false, long: false, highest: 0 }),

  look(state, at, context, open, limits) {
    if (!Number.isFinite(at.value)) return null
    const last = state.rows.at(-1) ?? at.row
    if (state.high && at.value <= state.band) {
      state.back++
      if (state.back >= backRows) {
        state.high = false
        return open ? { kind: 'clear', evidence: { rows: at.row - backRows + 1 - last } } : null
      }
      return null
    }
    if (state.high) {
      state.back = 0
      state.highest = Math.max(state.highest, at.value)
      return open ? ofLong(state, at.row - last, context.level) : null
    }
    const before = heightOf(at.value, context, limits)
    if (!before) return null
    Object.assign(state, {
      high: true,
      long: false,
      back: 0,
      highest: at.value,
      band: before.median + before.height / 2,
    })
    state.rows = [...state.rows, at.row].slice(-(gapsKept + 1))
    if (open || (state.rows.length > gapsKept && isEvenlySpaced(state.rows))) return null
    const isOften = state.rows.filter((row) => at.row - row < oftenRows).length >= oftenSpikes
    const isWorse = isOften && !isEvenlySpaced(state.rows)
    return {
      kind: 'raise',
      severity: isWorse ? 'warning' : 'info',
      step: at.step,
      evidence: {
        value: at.value,
        before: before.median,
        ...(before.sigma > 0 ? { sigmas: before.height / before.sigma } : {}),
        ...companionEvidence(context),
      },
      causes: [],
    }
  },
}

/** It does not come back: a run that began anew, or worth a warning, told once. */
function ofLong(state: State, rows: number, level: Level): Verdict | null {
  if (rows < longRows || level.landing !== null) return null
  const isRestart = level.kept <= rows + 1
  if (isRestart) state.high = false
  if (isRestart) return { kind: 'clear' }
  if (state.long) return null
  state.long = true
  return { kind: 'update', severity: 'warning', evidence: { value: state.highest } }
}

type Height = { median: number; height: number; sigma: number }

function heightOf(value: number, { level, learningRate }: Context, limits: Limits): Height | null {
  const share = limits.share as number
  if (level.n < (level.signed ? signedRows : fromRow)) return null
  // Cheap to ask and true of nearly every row: it cannot be half above its neighbours.
  if (!level.signed && value <= (1 + share) * level.best) return null
  const before = level.kept - 1
  const median = Math.max(
    medianBack(level, Math.min(medianRows, before), 1),
    medianBack(level, Math.min(recentRows, before), 1),
  )
  const height = value - median
  if (!level.signed && height <= share * median) return null
  if (height <= progressShare * progress(level)) return null
  const sigma = noise(level)
  if (height <= (limits.sigmas as number) * sigma) return null
  const doubled = learningRate?.doubledAtStep ?? null
  if (doubled !== null && level.step - doubled <= restShare * level.span) return null
  return { median, height, sigma }
}

function isEvenlySpaced(rows: readonly number[]): boolean {
  const gaps = rows.slice(1).map((row, i) => row - (rows[i] as number))
  return Math.max(...gaps) - Math.min(...gaps) <= samePace * Math.max(...gaps)
}
