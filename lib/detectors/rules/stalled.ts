/** A run that has gone silent: what no point can tell, since none comes. */
import type { Finding } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'

/** Silent for 30 s, and for ten times the usual pause between arrivals. */
const leastSilenceMs = 30_000
const silentPauses = 10
/** The usual pause is the median of the last ones. */
const pausesKept = 16

/** When points arrived, by the clock of the server: those of the sources may be wrong. */
export type Pulse = { last: number; step: number; series: string; pauses: number[] }

/** Takes in an arrival of points. */
export function followPulse(
  pulse: Pulse | null,
  points: readonly SeriesColumns[],
  now: number,
): Pulse | null {
  const [columns] = points.filter(({ steps }) => steps.length > 0)
  if (!columns) return pulse
  const { name, steps } = columns
  const pauses = pulse ? [...pulse.pauses, now - pulse.last].slice(-pausesKept) : []
  return { last: now, step: steps.at(-1) as number, series: name, pauses }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** The finding of a run that has been silent for too long; null while it has not, or its pace is not known. */
export function silenceOf(runId: string, { last, step, series, pauses }: Pulse, now: number): Finding | null {
  const usual = medianOf(pauses)
  const silent = now - last
  if (pauses.length === 0 || silent < Math.max(leastSilenceMs, silentPauses * usual)) return null
  return {
    id: `${runId}:stalled:${series}:${step}`,
    ...{ runId, code: 'stalled', severity: 'warning', series, step },
    ...{ raisedStep: step, raisedAt: now, resolvedStep: null, acknowledgedAt: null },
    evidence: { silentSeconds: silent / 1000, usualSeconds: usual / 1000 },
    causes: [],
  }
}
