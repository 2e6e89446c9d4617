/**
 * The loss has stopped improving: it may have arrived, or be stuck.
 *
 * Asked of: bins. Test: no level lower by 1 % and by three standard errors for a quarter of the run.
 * False alarms: 1 to 5 notes in a million rows of noise (`npm run bench -- noise`). Of a loss that has arrived the note is right.
 */

import type { Context, Detector, Limits, Verdict } from '../detector.ts'
import { accuracyEvidence } from '../memory/accuracy.ts'
import { isAsFar, lowerSiblings, siblingEvidence } from '../memory/beside-siblings.ts'
import { isZeroFor } from '../memory/companions.ts'
import {
  type Level,
  levelError,
  medianBack,
  progress,
  trendOf,
  windowBins,
  zerolessBins,
} from '../memory/level.ts'
import { companionEvidence, isAtFloor, standingCauses } from './causes.ts'
import { isTimeToAsk, isTimeToBeSure } from './patience.ts'
import { clearFall, noFall } from './standing.ts'

/** An improvement is a level lower by 1 % and by 3 standard errors. */
const improvementShare = 0.01
const improvementErrors = 3
/** A quarter of that hints at one. */
const hintShare = 0.25
/** None for a quarter of the rows, 20 at least. */
const fewestRows = 20
const runShare = 0.25
const fromRow = 40
/** Higher than that above its best it is not flat: it climbs. */
const mostRise = 0.05

/** Its best lies no more than this share of the run before the cut, and what it gained since is this share of what it had gained. */
const cutNearShare = 0.05
const cutGainShare = 0.03

/**
 * `cutLevel`: where it stood when the learning rate was cut, at `cutStep`. `isSure`: it was told that the rate is 0, for as long as
 * a loss must stand, or that others got lower.
 */
type State = {
  best: number
  bestBin: number
  bestStep: number
  cutStep: number
  cutLevel: number
  isSure: boolean
}

export const flat: Detector<State> = {
  code: 'flat',
  mutedBy: ['diverged', 'non-finite', 'masked-nan', 'not-learning', 'climbing', 'overfitting'],
  certain: false,
  thresholds: {
    rows: {
      default: fewestRows,
      min: 5,
      max: 100_000,
      unit: 'rows',
      meaning: 'without an improvement, at least',
    },
    runShare: {
      default: runShare,
      min: 0.05,
      max: 1,
      unit: 'of the run',
      meaning: 'without an improvement, at least',
    },
  },
  start: () => ({ best: 0, bestBin: -1, bestStep: 0, cutStep: -1, cutLevel: 0, isSure: false }),

  coarsen(state) {
    state.bestBin >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level } = context
    if (!Number.isFinite(at.value)) return null
    const cutStep = context.learningRate?.cutAtStep ?? -1
    if (cutStep !== state.cutStep) Object.assign(state, { cutStep, cutLevel: level.now })
    // A resumed run has its best before it again.
    if (state.bestBin < 0 || at.step < state.bestStep || hasImproved(state.best, level)) {
      Object.assign(state, { best: level.now, bestBin: level.n, bestStep: at.step })
      return open ? { kind: 'clear', evidence: { back: level.now } } : null
    }
    const bins = level.n - state.bestBin
    const least = binsNeeded(level, limits)
    if (open) return state.isSure ? null : secondLook(state, context, least)
    if (context.isSilenced || level.n < fromRow || bins < least) return null
    if (level.now - state.best > mostRise * yardOf(level)) return null
    // Forty rows of single batches may be the first minute.
    if (!isTimeToAsk(context) || mayBeFalling(state.best, level, bins)) return null
    const causes = causesOf(context, isUnmoved(context, least))
    state.isSure = isCertain(causes)
    const isStuck = causes.length > 0 && !causes.includes('at-floor')
    if (isStuck && !state.isSure && !isTimeToBeSure(context)) return null
    // Nothing is said of what may be falling where there is nothing else to say.
    if (causes.length === 0 && hintsAtFall(state.best, level, bins)) return null
    if (causes.length === 0 && isSinceCut(state, context)) causes.push('learning-rate-too-low')
    return {
      kind: 'raise',
      severity: isStuck ? 'warning' : 'info',
      step: state.bestStep,
      evidence: {
        ...{ best: state.best, now: level.now, rows: bins * level.binRows, start: level.start },
        ...companionEvidence(context),
        ...accuracyEvidence(context),
        ...siblingEvidence(context),
      },
      causes,
    }
  },
}

/** At a note: what was not known then. */
function secondLook(state: State, context: Context, least: number): Verdict | null {
  const causes = causesOf(context, isUnmoved(context, least))
  state.isSure = isCertain(causes)
  return state.isSure
    ? { kind: 'update', severity: 'warning', evidence: siblingEvidence(context), causes }
    : null
}

function binsNeeded(level: Level, limits: Limits): number {
  return Math.max(limits.rows as number, (limits.runShare as number) * level.n)
}

/** The learning rate has been 0 for this many bins: not the last step of a schedule, which leaves nothing to be learned. */
function isUnmoved({ facts, learningRate, level, role, rows }: Context, bins: number): boolean {
  if (!role.component && isAtFloor(facts, level.now)) return false
  return isZeroFor(learningRate, (bins / level.n) * rows.span, rows.step)
}

/** It fell until the learning rate was cut, and hardly since: what a cut does as a rule is to lower the loss. */
function isSinceCut({ best, bestStep, cutStep, cutLevel }: State, { rows, level }: Context): boolean {
  if (cutStep < 0 || cutStep - bestStep > cutNearShare * rows.span) return false
  return cutLevel - best <= cutGainShare * (level.start - cutLevel)
}

function yardOf(level: Level): number {
  return level.zeroless ? progress(level) : Math.abs(level.start)
}

function hasImproved(best: number, level: Level): boolean {
  const gain = best - level.now
  if (gain <= 0 || (level.zeroless && level.n < zerolessBins)) return gain > 0
  return gain > improvementOf(best, level) && gain > improvementErrors * levelError(level)
}

/** Lower, though not for sure yet; or where noise would hide an improvement, with a trend that says so. */
function mayBeFalling(best: number, level: Level, bins: number): boolean {
  const enough = improvementOf(best, level)
  if (best - level.now > enough) return true
  return improvementErrors * levelError(level) > enough && trendBack(level, bins) <= clearFall
}

/** A trend down, by more than nothing: the end of an exponential falls for ever. */
function hintsAtFall(best: number, level: Level, bins: number): boolean {
  const half = Math.min(windowBins, bins) >> 1
  const fall = medianBack(level, half, half) - medianBack(level, half)
  return fall > hintShare * improvementOf(best, level) && trendBack(level, bins) <= noFall
}

function trendBack(level: Level, bins: number): number {
  return trendOf(level, Math.min(windowBins, bins))
}

function improvementOf(best: number, level: Level): number {
  return improvementShare * (level.zeroless ? progress(level) : Math.abs(best))
}

/** A level that tells of no learning is passed by slow starts too; a rate of 0 and siblings that got lower are beyond that doubt. */
function isCertain(causes: readonly string[]): boolean {
  return causes.includes('learning-rate-zero') || causes.includes('siblings-do-better')
}

/** Success at the loss's own floor; a bug or no signal, as its level or the accuracy says; more to be had, as others show. */
function causesOf(context: Context, isUnmoved: boolean): string[] {
  if (!context.role.component && isAtFloor(context.facts, context.level.now)) return ['at-floor']
  const isOutdone = isAsFar(context) && lowerSiblings(context) !== null
  return [
    ...(isUnmoved ? ['learning-rate-zero'] : []),
    ...standingCauses(context),
    ...(isOutdone ? ['siblings-do-better'] : []),
  ]
}
