/**
 * NaN or ±Infinity: the one trouble that needs no statistics.
 *
 * Asked of: rows. Test: the value is not finite.
 * False alarms: none, as noise is always finite.
 */

import type { Context, Detector, Observation } from '../detector.ts'
import { firstWrong, partEvidence } from '../memory/components.ts'
import { lastValues, lostShare, progress } from '../memory/level.ts'
import { companionEvidence, explosionCauses, levelCauses } from './causes.ts'
import { recoveredRows, rowsToRecover } from './recovered.ts'

const lastFiniteValues = 5
/** Half of the progress lost, before it broke, makes it a divergence that ended so. */
const wasRising = 0.5

/** In the first epoch, so many rows of which none is a tenth above the first one were calm. */
const calmRows = 4
const calmRise = 1.1

/** Once in each of three epochs running, wherever in the epoch: it comes with a row that is shuffled. */
const epochsNeeded = 3
/** `pause`: the most finite values between two that are not. `epochs`: this many epochs running had one stretch of such values each. */
type State = { count: number; finiteRows: number; pause: number; lastStep: number; epochs: number }

export const nonFinite: Detector<State> = {
  code: 'non-finite',
  mutedBy: [],
  certain: true,
  thresholds: {
    recoveredRows: {
      default: recoveredRows,
      min: 1,
      max: 1000,
      unit: 'rows',
      meaning: 'finite values running until the run counts as recovered',
    },
  },
  start: () => ({ count: 0, finiteRows: 0, pause: 0, lastStep: -1, epochs: 0 }),

  atRow(state, at, context, open, limits) {
    if (Number.isFinite(at.value)) {
      state.finiteRows++
      if (!open || state.finiteRows < rowsToRecover(state.pause, limits.recoveredRows as number)) return null
      return { kind: 'clear', evidence: { count: state.count, lastBadStep: state.lastStep } }
    }
    const previousStep = state.lastStep
    const hasPause = state.finiteRows > 0
    if (hasPause || previousStep < 0) countEpochs(state, at.step, context.facts.stepsPerEpoch)
    if (previousStep >= 0) state.pause = Math.max(state.pause, state.finiteRows)
    state.finiteRows = 0
    state.lastStep = at.step
    if (!open) {
      state.count = 1
      return {
        kind: 'raise',
        severity: 'critical',
        step: at.step,
        evidence: {
          value: at.value,
          count: 1,
          lastFinite: lastValues(context.rows, lastFiniteValues),
          ...companionEvidence(context),
          ...partEvidence(context.components(), at.step),
        },
        causes: causesOf(state, at, context, hasPause ? previousStep : -1),
      }
    }
    state.count++
    if (hasPause && state.epochs === epochsNeeded)
      return {
        kind: 'update',
        evidence: { count: state.count, lastBadStep: at.step },
        causes: ['non-finite-input'],
      }
    // One incident stays one finding; its count is told anew only at 10, 100, 1000 …
    if (!Number.isInteger(Math.log10(state.count))) return null
    return { kind: 'update', evidence: { count: state.count, lastBadStep: at.step } }
  },
}

/** Called where such values begin: in the epoch after the one before, or in any other. */
function countEpochs(state: State, step: number, stepsPerEpoch: number | null): void {
  if (!stepsPerEpoch || stepsPerEpoch === 1) return
  const gap = epochOf(step, stepsPerEpoch) - epochOf(state.lastStep, stepsPerEpoch)
  state.epochs = state.lastStep >= 0 && gap === 1 ? state.epochs + 1 : 1
}

/** Steps count from 1: the last of an epoch is a multiple of its length. */
function epochOf(step: number, stepsPerEpoch: number): number {
  return Math.ceil(step / stepsPerEpoch)
}

function causesOf(state: State, at: Observation, context: Context, previousBadStep: number): string[] {
  const { facts, rows, role } = context
  const part = firstWrong(context.components(), at.step)
  if (part) return part.blewUp ? explosionCauses(context, at.step) : ['one-component']
  // What broke one part of a loss may be right for the others, and its levels are its own: only the whole can tell.
  const known = role.component ? [] : levelCauses(facts, at.value)
  if (!role.component && isInData(state, at, context, previousBadStep)) return [...known, 'non-finite-input']
  if (rows.finite === 0) return known
  const causes = explosionCauses(context, at.step)
  const explained = causes.includes('gradient-explosion') || isRising(context)
  return [...known, ...(explained ? causes : [])]
}

function isInData(
  { epochs }: State,
  { step, value }: Observation,
  context: Context,
  previousBadStep: number,
): boolean {
  const { facts, rows } = context
  const batches = facts.stepsPerEpoch
  // Nothing was trained before the first step, so the first batch or the initial weights must hold the NaN.
  if (rows.finite === 0) return rows.count === 1 && step <= 1 && batches !== 1
  // A batch that was never seen before, after a calm start: what learning does to itself it does more slowly.
  const isNew = batches !== null && batches > 1 && step <= batches && previousBadStep < 0
  if (isNew && Number.isNaN(value) && rows.finite >= calmRows && isCalm(context, step)) return true
  const sameBatch = batches !== null && batches > 1 && (step - previousBadStep) % batches === 0
  return (previousBadStep >= 0 && sameBatch) || epochs >= epochsNeeded
}

/** No row rose above the start, nor did the norm of the gradient, where it is known, jump before it broke as well. */
function isCalm({ rows, level, gradientNorm }: Context, step: number): boolean {
  const isBelow = lastValues(rows, rows.kept).every((value) => value <= calmRise * level.first)
  return isBelow && (gradientNorm?.jumpStep ?? step) >= step
}

function isRising({ rows, level }: Context): boolean {
  const last = lastValues(rows, 1)[0] ?? level.now
  return last > level.start || (progress(level) > 0 && lostShare(level, last) > wasRising)
}
