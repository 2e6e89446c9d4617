/**
 * A live run has gone silent. No point can tell, since none comes: the clock of the server asks.
 *
 * Asked of: the run. Test: the time since the last arrival, against the usual pause and the longest ones.
 */
import type { Finding } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'

/** Silent for 30 s, and for ten times the usual pause between arrivals. */
const leastSilenceMs = 30_000
const silentPauses = 10
/** The usual pause is the median of the last ones. */
const pausesKept = 16
/** An evaluation at every epoch is a long pause that is usual too: silent is what lasts longer than one that came twice. */
const repeatedPauses = 2
/** A program that holds no connection may be gone without a word: after an hour, and a hundred usual pauses, it is. */
const goneMs = 60 * 60_000
const gonePauses = 100

/** When points arrived, by the clock of the server: those of the sources may be wrong. */
export type Pulse = {
  last: number
  step: number
  series: string
  pauses: number[]
  /** The two longest pauses so far. */
  longest: [number, number]
}

/** Takes in an arrival of points. */
export function followPulse(
  pulse: Pulse | null,
  points: readonly SeriesColumns[],
  now: number,
): Pulse | null {
  const [columns] = points.filter(({ steps }) => steps.length > 0)
  if (!columns) return pulse
  const { name, steps } = columns
  const fresh = { last: now, step: steps.at(-1) as number, series: name }
  if (!pulse) return { ...fresh, pauses: [], longest: [0, 0] }
  const pause = now - pulse.last
  const [first, second] = pulse.longest
  return {
    ...fresh,
    pauses: [...pulse.pauses, pause].slice(-pausesKept),
    longest: pause > first ? [pause, first] : [first, Math.max(second, pause)],
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** The finding of a run that has been silent for too long; null while it has not, or its pace is not known. */
export function silenceOf(
  runId: string,
  { last, step, series, pauses, longest }: Pulse,
  now: number,
): Finding | null {
  const usual = medianOf(pauses)
  const silent = now - last
  const least = Math.max(leastSilenceMs, silentPauses * usual, repeatedPauses * longest[1])
  if (pauses.length === 0 || silent < least) return null
  return {
    id: `${runId}:stalled:${series}:${step}`,
    ...{ runId, code: 'stalled', severity: 'warning', series, step },
    ...{ raisedStep: step, raisedAt: now, resolvedStep: null, acknowledgedAt: null },
    evidence: { silentSeconds: silent / 1000, usualSeconds: usual / 1000 },
    causes: [],
  }
}

/** Whether a silence is so long that the program must be gone. */
export function isGone({ last, pauses, longest }: Pulse, now: number): boolean {
  return now - last >= Math.max(goneMs, gonePauses * medianOf(pauses), 10 * longest[1])
}
