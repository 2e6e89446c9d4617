/** Evaluations that run beside the training may arrive after newer ones: that is no resumed run. */
import { isSameResume, type Resume } from '../rules/resumed.ts'
import { hasLossOn, type Roster } from './roster.ts'
import type { SeriesWatch } from './series-watch.ts'
import type { Turn } from './turn.ts'

/** Steps of evaluations that are remembered where no training loss tells whether a run was resumed. */
const stepsSeen = 128

/**
 * Whether a value comes behind newer ones of its series without the run having been resumed. A training that goes back tells of
 * itself; of an evaluation alone only a step that was there before does.
 */
export function isLate(
  watch: { series: Roster; resume: Resume | null },
  { series, context }: Turn,
  step: number,
): boolean {
  if (series.kind !== 'loss' || context.role.split !== 'validation') return false
  const isBehind = series.rows.count > 0 && step < series.rows.step
  if (hasLossOn(watch.series, 'train'))
    return isBehind && !isSameResume(watch.resume, { step, from: series.rows.step })
  const isKnown =
    series.seen.includes(step) || (series.seen.length === stepsSeen && step < (series.seen[0] as number))
  see(series, step)
  return isBehind && !isKnown
}

function see(series: SeriesWatch, step: number): void {
  const rest = series.seen.filter((one) => one !== step)
  series.seen = [...rest.slice(-(stepsSeen - 1)), step]
}
