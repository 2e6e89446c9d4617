/** What the address says of how a run is drawn. */
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { Run } from '../../../lib/run.ts'
import { epochAxis, stepAxis, type XAxis } from '../../components/chart/line.ts'

export type Picture = {
  scaleKind: YScaleKind
  smoothing: number
  x: XAxis
  /** Steps in view; null for all. */
  zoom: readonly [number, number] | null
}

const axes = new Map<number, XAxis>()

/** One object for each length of an epoch, so that charts see that nothing has changed. */
function epochAxisOf(stepsPerEpoch: number): XAxis {
  const known = axes.get(stepsPerEpoch) ?? epochAxis(stepsPerEpoch)
  axes.set(stepsPerEpoch, known)
  return known
}

export function readPicture(
  address: URLSearchParams,
  { stepsPerEpoch }: Pick<Run, 'stepsPerEpoch'>,
): Picture {
  const smoothing = Number(address.get('smoothing') ?? 0)
  const [from, to] = (address.get('zoom') ?? '').split('-').map(Number)
  const byEpoch = stepsPerEpoch && address.get('x') !== 'step'
  return {
    scaleKind: address.get('axis') === 'log' ? 'log' : 'linear',
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    x: byEpoch ? epochAxisOf(stepsPerEpoch) : stepAxis,
    zoom: from !== undefined && to !== undefined && from >= 0 && to > from ? [from, to] : null,
  }
}
