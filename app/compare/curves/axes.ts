/** What stands from left to right. */
import { type XKind, xPlaces } from '../../../lib/compare/x-place.ts'
import type { Run } from '../../../lib/run.ts'
import type { Columns } from '../../../lib/series.ts'
import { epochAxis, stepAxis, type XAxis } from '../../components/chart/line.ts'
import { clockAxis, workAxis } from '../../components/chart/time-axis.ts'

/** Whether every run tells how long an epoch is. */
export function canCountEpochs(runs: readonly Pick<Run, 'stepsPerEpoch'>[]): boolean {
  return runs.length > 0 && runs.every(({ stepsPerEpoch }) => stepsPerEpoch)
}

/** Where an epoch has not the same number of steps in every run, x counts thousandths of epochs. */
const parts = 1000
const ownEpochs: XAxis = Object.assign(epochAxis(parts), { hidesStep: true })
const workTime: XAxis = Object.assign(workAxis, { hidesStep: true })
const axes = new Map<number, XAxis>()

/** One object for each kind of axis, so that charts see that nothing has changed. */
export function axisOf(runs: readonly Pick<Run, 'stepsPerEpoch'>[], kind: XKind): XAxis {
  if (kind === 'relative') return workTime
  if (kind === 'wall') return clockAxis
  if (kind === 'step' || !canCountEpochs(runs)) return stepAxis
  const lengths = new Set(runs.map(({ stepsPerEpoch }) => stepsPerEpoch as number))
  if (lengths.size > 1) return ownEpochs
  const [length] = lengths as unknown as [number]
  const known = axes.get(length) ?? epochAxis(length)
  axes.set(length, known)
  return known
}

/** Whether a stretch of the axis is the same steps in every run. */
export function countsSteps(axis: XAxis): boolean {
  return axis !== workTime && axis !== clockAxis && axis !== ownEpochs
}

/** Where steps of a run stand on an axis; `known` are points of the series with their times. */
export function placesOn(
  axis: XAxis,
  run: Run,
  steps: Float64Array,
  known: Pick<Columns, 'steps' | 'times'>,
): Float64Array {
  if (axis === workTime) return xPlaces('relative', run, steps, known)
  if (axis === clockAxis) return xPlaces('wall', run, steps, known)
  if (axis === ownEpochs) return xPlaces('epoch', run, steps, known).map((epoch) => epoch * parts)
  return steps
}
