/**
 * A value below what the loss can take: it is fed what it does not expect.
 *
 * Asked of: rows. Test: the lower bound of the loss that the run names, less what rounding may do.
 * False alarms: none, as noise does not pass the bound.
 */
import type { Detector } from '../detector.ts'

/** Rounding may take a loss of 0 a little below it: that share of the start. */
const roundingShare = 1e-6
const rowsToClear = 20

type State = { goodRows: number }

export const negative: Detector<State> = {
  code: 'negative',
  mutedBy: [],
  certain: true,
  thresholds: {
    rowsToClear: {
      default: rowsToClear,
      min: 1,
      max: 1000,
      unit: 'rows',
      meaning: 'values above the bound until it is over',
    },
  },
  start: () => ({ goodRows: 0 }),

  atRow(state, at, { facts, level, role }, open, limits) {
    const { lowerBound } = facts
    // A part of a composed loss, or one side of a game, is another loss, with another bound.
    if (lowerBound === null || role.component || role.ganLike || !Number.isFinite(at.value)) return null
    if (at.value >= lowerBound - roundingShare * Math.abs(level.start)) {
      state.goodRows++
      return open && state.goodRows >= (limits.rowsToClear as number)
        ? { kind: 'clear', evidence: { back: at.value } }
        : null
    }
    state.goodRows = 0
    if (open) return null
    const evidence = { value: at.value, lowerBound }
    return { kind: 'raise', severity: 'warning', step: at.step, evidence, causes: [] }
  },
}
