/** Where the points of a run stand from left to right: by step, by epoch, or by time. Pure. */
import type { Run } from '../run.ts'
import type { Columns } from '../series.ts'
import { workMs } from '../summary/work-time.ts'

export const xKinds = ['step', 'epoch', 'relative', 'wall'] as const
/** `relative`: milliseconds of training since the run's start, without its pauses; `wall`: milliseconds since 1970. */
export type XKind = (typeof xKinds)[number]

type Timed = Pick<Columns, 'steps' | 'times'>

/** The x of each step; never falling, as clocks may. `known` are points of the series with their times. */
export function xPlaces(
  kind: XKind,
  run: Pick<Run, 'stepsPerEpoch' | 'startedAt' | 'pauses'>,
  steps: Float64Array,
  known: Timed,
): Float64Array {
  if (kind === 'step') return steps
  if (kind === 'epoch') {
    const { stepsPerEpoch } = run
    return stepsPerEpoch ? steps.map((step) => step / stepsPerEpoch) : steps
  }
  const times = steps === known.steps ? known.times : timesAt(steps, known)
  let latest = Number.NEGATIVE_INFINITY
  return times.map((time) => {
    const x = kind === 'wall' ? time : workMs(run, time)
    latest = Math.max(latest, x)
    return latest
  })
}

/** Times of steps between those that are known. */
function timesAt(steps: Float64Array, known: Timed): Float64Array {
  let at = 0
  return steps.map((step) => {
    while (at < known.steps.length - 1 && (known.steps[at] as number) < step) at++
    const [rightStep, right] = [known.steps[at] ?? Number.NaN, known.times[at] ?? Number.NaN]
    if (rightStep <= step || at === 0) return right
    const [leftStep, left] = [known.steps[at - 1] as number, known.times[at - 1] as number]
    return left + ((right - left) * (step - leftStep)) / (rightStep - leftStep)
  })
}
