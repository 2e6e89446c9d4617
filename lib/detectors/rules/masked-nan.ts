/**
 * A loss of exactly 0 that is not one: some trainers print 0 for a NaN.
 *
 * Asked of: rows. Test: zeros running, where the values before them stood so high that rounding makes no zeros.
 * False alarms: none by noise, which is never exactly 0.
 */
import { type Detector, isGame } from '../detector.ts'
import { lastValues, medianBack, valueBack } from '../memory/level.ts'

/** One exact zero may be a rounded number; two running, from high above, are none. */
const zerosNeeded = 2
/** "High above": the last value before and the median of five stood at 5 % of the start or more: there, rounding gives no zeros. */
const highShare = 0.05
const medianRows = 5
/** Values that a print rounds to few digits may well be rounded to zero: it must be 20 units of the last digit printed. */
const unitsNeeded = 20

/**
 * `since`: the step of the first of the zeros running. `passed`: fewer zeros than needed came and went. A hinge or a triplet loss is 0
 * of a batch that it has nothing to say of; a NaN stays.
 */
type State = { zeros: number; since: number; passed: boolean }

export const maskedNan: Detector<State> = {
  code: 'masked-nan',
  mutedBy: ['non-finite'],
  certain: false,
  thresholds: {
    zeros: { default: zerosNeeded, min: 1, max: 100, unit: 'rows', meaning: 'exact zeros running' },
  },
  start: () => ({ zeros: 0, since: 0, passed: false }),

  atRow(state, at, context, open, { zeros = zerosNeeded }) {
    const { rows, level, gradientNorm } = context
    if (at.value !== 0) {
      if (state.zeros > 0 && state.zeros < zeros) state.passed = true
      state.zeros = 0
      return open ? { kind: 'clear' } : null
    }
    if (state.zeros === 0) state.since = at.step
    state.zeros++
    if (open || state.zeros !== zeros) return null
    const isNormBroken = gradientNorm !== null && !Number.isFinite(gradientNorm.last)
    const before = Math.min(medianRows, rows.kept - state.zeros)
    const usual =
      before > 0 ? Math.min(medianBack(rows, before, state.zeros), valueBack(rows, state.zeros)) : 0
    const isFine = usual >= unitsNeeded * resolutionOf(lastValues(rows, before + state.zeros))
    // A series that begins with zeros has nothing before them, and no loss begins at its goal.
    const isHigh = usual > 0 && isFine && usual >= highShare * level.start
    const isSudden = rows.finite === state.zeros || (isHigh && !state.passed)
    // A discriminator that wins every time has a loss of exactly zero.
    if (!((isSudden && !isGame(context)) || isNormBroken)) return null
    return {
      kind: 'raise',
      severity: isNormBroken ? 'critical' : 'warning',
      step: state.since,
      evidence: {
        zeros: state.zeros,
        before: usual,
        ...(isNormBroken ? { gradientNorm: gradientNorm.last } : {}),
      },
      causes: [],
    }
  },
}

/** The unit of the last digit that any of the values has: what a print that rounds leaves of them. */
function resolutionOf(values: readonly number[]): number {
  return 10 ** -Math.max(...values.map(decimalsOf))
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return (digits.split('.')[1]?.length ?? 0) - Number(exponent)
}
