/** What the address says of how a run is drawn. */
import type { XKind } from '../../../lib/compare/x-place.ts'
import type { YScaleKind } from '../../../lib/plot/y-scale.ts'
import type { Run } from '../../../lib/run.ts'
import { xKindOf } from './run-axis.ts'

export type Picture = {
  scaleKind: YScaleKind
  smoothing: number
  x: XKind
  /** Steps in view; null for all. */
  zoom: readonly [number, number] | null
}

export function readPicture(address: URLSearchParams, run: Pick<Run, 'stepsPerEpoch'>): Picture {
  const smoothing = Number(address.get('smoothing') ?? 0)
  const [from, to] = (address.get('zoom') ?? '').split('-').map(Number)
  return {
    scaleKind: address.get('axis') === 'log' ? 'log' : 'linear',
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    x: xKindOf(address.get('x'), run),
    zoom: from !== undefined && to !== undefined && from >= 0 && to > from ? [from, to] : null,
  }
}

/** The change of the address that brings these steps into view, or all. */
export function zoomInAddress(zoom: Picture['zoom']): { zoom: string | null } {
  return { zoom: zoom ? zoom.join('-') : null }
}
