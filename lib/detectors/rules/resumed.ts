/**
 * A run whose steps go back: it was stopped and goes on from an earlier checkpoint. No trouble, but a mark on its curve.
 *
 * Asked of: the run. Test: a step of a loss lies before one that it had already.
 */
import type { Finding } from '../../run.ts'

/** The steps from `step` to `from` are written a second time. */
export type Resume = { step: number; from: number }

/** Whether a series that goes back from `own.from` to `own.step` does what another series of the run has told of. */
export function isSameResume(known: Resume | null, own: Resume): boolean {
  return known !== null && own.step >= known.step && own.from <= known.from
}

/** The mark that a series makes which goes back. */
export function resumeMark(runId: string, series: string, { step, from }: Resume, time: number): Finding {
  return {
    id: `${runId}:resumed:${series}:${step}`,
    ...{ runId, code: 'resumed', severity: 'info', series, step },
    // It is over where the second writing has caught up.
    ...{ raisedStep: step, raisedAt: time, resolvedStep: from, acknowledgedAt: null },
    evidence: { from },
    causes: [],
  }
}
