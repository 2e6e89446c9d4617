/**
 * The loss stays above what other runs of the project had reached by then, even where it falls.
 *
 * Asked of: bins. Test: their level against that of the siblings at the same share of the way, by what these differ by.
 * False alarms: 1 of 3,600 healthy runs of one project and loss, with 2 to 40 % noise and speeds that differ fivefold
 * (`npm run bench -- one-project`).
 */
import type { Context, Detector, Verdict } from '../detector.ts'
import { type Band, bandOf, isAmong, isAsFar } from '../memory/beside-siblings.ts'
import { medianBack, medianError } from '../memory/level.ts'
import { noiseOfMean } from '../memory/noise.ts'
import { windowOf } from '../memory/siblings.ts'
import { companionEvidence } from './causes.ts'

/** Above them by a fifth of what they had gained, by three times what they differ by, by four standard errors. */
const gapShare = 0.2
const gapSpreads = 3
const gapErrors = 4
/** Over when half of that is closed. */
const closedShare = 0.5
/** For an eighth of its own way, five bins at least; fewer bins in all tell no noise. */
const lastingShare = 1 / 8
const fewestLasting = 5
const fewestBins = 12
/** Two may have been lucky; nor is it a warning before the run is as far as they were for sure. */
const enoughToWarn = 3

/** Bins running that it lies behind, and the step since when; `isNote`: it is open, and no warning yet. */
type State = { bins: number; step: number; isNote: boolean }

export const behindSiblings: Detector<State> = {
  code: 'behind-siblings',
  mutedBy: ['diverged', 'non-finite', 'masked-nan', 'not-learning', 'climbing', 'overfitting'],
  mutedByWarnings: ['flat'],
  certain: false,
  thresholds: {
    gap: {
      default: gapShare,
      min: 0.05,
      max: 10,
      unit: 'of what they gained',
      meaning: 'how far above most of them',
    },
    lasting: {
      default: lastingShare,
      min: 0.05,
      max: 1,
      unit: 'of the run',
      meaning: 'how long it must lie there',
    },
  },
  start: () => ({ bins: 0, step: 0, isNote: false }),

  coarsen(state) {
    state.bins >>= 1
  },

  atBin(state, at, context, open, limits) {
    const { level } = context
    if (context.siblings.length === 0 || level.kept < fewestBins || !Number.isFinite(at.value)) return null
    const window = windowOf(level.kept)
    const now = medianBack(level, window)
    const isOneOfThem = isAmong(context, now)
    const band = isOneOfThem ? null : bandOf(context)
    if (!isOneOfThem && !band) return null
    const margin = band ? marginOf(band, context, window, limits.gap as number) : 0
    if (!band || now - band.highest <= (open ? closedShare * margin : margin)) {
      state.bins = 0
      return open ? { kind: 'clear', evidence: { back: now } } : null
    }
    // A resumed run is behind from its new beginning on.
    if (state.bins === 0 || at.step < state.step) Object.assign(state, { bins: 0, step: at.step })
    state.bins++
    const isSure = band.count >= enoughToWarn && isAsFar(context)
    if (open) return state.isNote && isSure ? warn(state) : null
    const isLasting = state.bins >= Math.max(fewestLasting, (limits.lasting as number) * level.n)
    if (context.isSilenced || !isLasting) return null
    state.isNote = !isSure
    return {
      kind: 'raise',
      severity: isSure ? 'warning' : 'info',
      step: state.step,
      evidence: {
        ...{ now, start: level.start, siblings: band.count },
        ...{ siblingsReached: band.highest, siblingsBest: band.lowest },
        ...companionEvidence(context),
      },
      causes: [],
    }
  },
}

function warn(state: State): Verdict {
  state.isNote = false
  return { kind: 'update', severity: 'warning', evidence: {} }
}

/** Above the siblings by no more than that, it is one of them. */
function marginOf(band: Band, { level }: Context, window: number, gap: number): number {
  const error = medianError * noiseOfMean(level, 0, window)
  return Math.max(gapSpreads * band.spread, gap * band.progress, gapErrors * Math.hypot(error, band.error))
}
