/**
 * The loss went above its start, or lost what it had gained, and stays there.
 *
 * Asked of: rows, where it is sudden (`diverged-rows.ts`); bins, where it is slow (`diverged-bins.ts`, `creep.ts`, `signed-rise.ts`).
 * Test: the height above the start in units of progress, start and noise; the higher, the fewer values it takes.
 * False alarms: 4 of 1,000 drawn healthy runs, 3 of them while a rate warms up that is not logged; none in 12 million rows of noise
 * after a fall (`npm run bench -- noise`).
 */

import type { Context, Detector, Evidence, Observation, Verdict } from '../detector.ts'
import { partEvidence } from '../memory/components.ts'
import { zerolessBins } from '../memory/level.ts'
import { isTwinImproving } from './above-start.ts'
import { companionEvidence, explosionCauses } from './causes.ts'
import { hasCrept, isCreepOver } from './creep.ts'
import {
  type BinState,
  coarsenBinState,
  hasLeftStart,
  hasMuchToLose,
  isBackAtStart,
  startBinState,
} from './diverged-bins.ts'
import {
  heights,
  isBackByRows,
  isFarAbove,
  isFarFromChance,
  isNearChance,
  type RowState,
  startRowState,
  staysAbove,
  timesChanceLevel,
} from './diverged-rows.ts'
import { onlyRises, risesFromStart } from './signed-rise.ts'

/** Back for ten bins is a recovery. */
const recoveredBinsNeeded = 10

type State = RowState &
  BinState & {
    /** What was raised is a creep: it never was above the start. Or it is far from the chance level. */
    crept: boolean
    far: boolean
    /** It had learned when it was raised: to be back it must win that back. Later the rise itself would count as noise. */
    learned: boolean
    backBins: number
  }

/** Copied for each series: joined from its parts anew, it took ten times as long. */
const atStart = {
  ...startRowState(),
  ...startBinState(),
  crept: false,
  far: false,
  learned: false,
  backBins: 0,
}

export const diverged: Detector<State> = {
  code: 'diverged',
  mutedBy: [],
  certain: false,
  thresholds: {
    over3: {
      default: heights.over3,
      min: 0.5,
      max: 1e6,
      unit: 'times its progress',
      meaning: 'how high above the start three rows running must be, or two where it had learned',
    },
    over10: {
      default: heights.over10,
      min: 1,
      max: 1e6,
      unit: 'times its progress',
      meaning: 'how high two rows running must be',
    },
    over100: {
      default: heights.over100,
      min: 2,
      max: 1e9,
      unit: 'times its progress',
      meaning: 'how high one row must be',
    },
  },
  start: () => ({ ...atStart }),

  atRow(state, at, context, open, limits) {
    if (!Number.isFinite(at.value)) return null
    const isFar = isFarFromChance(state, timesChanceLevel(at.value, context))
    // What is open needs no more heights, which are dear to measure.
    if (open) {
      const isOver = !state.far && !state.crept && isBackByRows(state, at.value, context.level)
      return isOver ? { kind: 'clear', evidence: { back: at.value } } : null
    }
    state.backRows = 0
    if (isFar) return raise(state, at, context, true)
    if (isYoung(context)) return null
    const isHigh = isFarAbove(state, at.value, context, limits) || staysAbove(state, at.value, context)
    return isHigh ? raise(state, at, context, false) : null
  },

  atBin(state, at, context, open) {
    const isLeft = !isYoung(context) && hasLeftStart(state, at.value, at.step, context)
    const hasRisen = isLeft || (risesUnmeasured(context) && !isTwinImproving(context.level, context.twin))
    if (open) {
      state.backBins = isOver(state, at.value, context) ? state.backBins + 1 : 0
      const isBack = state.backBins >= recoveredBinsNeeded
      return isBack ? { kind: 'clear', evidence: { back: context.level.now } } : null
    }
    state.backBins = 0
    return hasRisen ? raise(state, at, context, false) : null
  },

  coarsen(state) {
    coarsenBinState(state)
    state.backBins >>= 1
  },
}

/** What has no zero and has gained nothing is measured by nothing but its noise. */
function risesUnmeasured(context: Context): boolean {
  return isYoung(context) ? risesFromStart(context) : onlyRises(context)
}

function isYoung({ rows, level }: Context): boolean {
  return rows.finite < 2 || (level.zeroless && level.n < zerolessBins)
}

function raise(state: State, at: Observation, context: Context, isFar: boolean): Verdict {
  const { level } = context
  state.far = isFar
  state.learned = hasMuchToLose(level)
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

function isOver({ far, crept, learned }: State, value: number, context: Context): boolean {
  if (far) return isNearChance(timesChanceLevel(value, context))
  return crept ? isCreepOver(context.level) : isBackAtStart(context.level, learned)
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
