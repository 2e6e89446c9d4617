/** What a run's charts count from left to right. Pure. */
import { type XKind, xKinds, xPlaces } from '../../../lib/compare/x-place.ts'
import type { Run } from '../../../lib/run.ts'
import type { Columns, SeriesColumns } from '../../../lib/series.ts'
import { epochAxis, stepAxis, type XAxis } from '../../components/chart/line.ts'
import { clockAxis, workAxis } from '../../components/chart/time-axis.ts'

type Timed = Pick<Run, 'stepsPerEpoch' | 'startedAt' | 'pauses'>

/** By epoch where the run says how long one is, unless the address says otherwise. */
export function xKindOf(asked: string | null, { stepsPerEpoch }: Pick<Run, 'stepsPerEpoch'>): XKind {
  const kind = xKinds.find((one) => one === asked) ?? 'epoch'
  return kind === 'epoch' && !stepsPerEpoch ? 'step' : kind
}

const epochAxes = new Map<number, XAxis>()

/** One object for each length of an epoch, so that charts see that nothing has changed. */
function epochAxisOf(stepsPerEpoch: number): XAxis {
  const known = epochAxes.get(stepsPerEpoch) ?? epochAxis(stepsPerEpoch)
  epochAxes.set(stepsPerEpoch, known)
  return known
}

/** `main` are points whose times tell when each step was: those of the main metric. Without two of them, steps are counted. */
export function runAxis(kind: XKind, run: Timed, main: Pick<Columns, 'steps' | 'times'> | undefined): XAxis {
  if (kind === 'epoch' && run.stepsPerEpoch) return epochAxisOf(run.stepsPerEpoch)
  const base = timeAxisOf(kind)
  if (!base || !main || main.steps.length < 2) return stepAxis
  const { steps } = main
  const places = xPlaces(kind, run, steps, main)
  return {
    ...base,
    of: (step) => base.of(between(steps, places, step)),
    toStep: (x) => between(places, steps, base.toStep(x)),
  }
}

function timeAxisOf(kind: XKind): XAxis | null {
  if (kind === 'relative') return workAxis
  return kind === 'wall' ? clockAxis : null
}

/**
 * Points that were logged at other times than the axis has for their steps, as those of an earlier branch: each at the step that
 * stands where it was logged.
 */
export function atOwnTimes(kind: XKind, run: Timed, columns: SeriesColumns, x: XAxis): SeriesColumns {
  const base = timeAxisOf(kind)
  if (!base || x === stepAxis) return columns
  const places = xPlaces(kind, run, columns.steps, columns)
  return { ...columns, steps: places.map((place) => x.toStep(base.of(place))) }
}

/** From one rising column to another one beside it; beyond its ends as it goes there on average. */
function between(from: Float64Array, to: Float64Array, at: number): number {
  let low = 0
  let high = from.length - 1
  const [first, last] = [from[low] as number, from[high] as number]
  if (at > first && at < last)
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if ((from[middle] as number) < at) low = middle
      else high = middle
    }
  const [left, right] = [from[low] as number, from[high] as number]
  if (left === right) return to[high] as number
  const share = (at - left) / (right - left)
  return (to[low] as number) + share * ((to[high] as number) - (to[low] as number))
}
