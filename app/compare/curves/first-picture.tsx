import type { ReactNode } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { defaultGrouping, groupsOf } from '../../../lib/compare/grouping.ts'
import type { PackedPoints } from '../../../lib/packed-points.ts'
import type { Finding } from '../../../lib/run.ts'
import { rangeOf, scaleOfCurves } from '../../components/chart/curve.ts'
import { CurvePicture } from '../../components/chart/curve-picture.tsx'
import { drawnRange } from '../../components/chart/line.ts'
import { drawnRunsOf } from '../drawn-run.ts'
import type { Picture } from '../picture.ts'
import { axisOf, canCountEpochs } from './axes.ts'
import { curvesOf } from './curves-of.ts'

type Parts = {
  /** All of the page, hidden ones too. */
  runs: readonly { compared: ComparedRun; findings: readonly Finding[] }[]
  drawn: PackedPoints
  metric: string
  picture: Picture
}

/** The curves of many runs, of few points each, as the server draws them; null where they cannot be drawn. */
export function firstPicture({ runs, drawn, metric, picture }: Parts): ReactNode {
  try {
    const all = runs.map(({ compared }) => compared.run)
    // Hidden runs keep their colours, and groups theirs.
    const drawnRuns = drawnRunsOf(runs, drawn)
    const shown = drawnRuns.filter(({ id }) => !picture.hidden.has(id))
    const plain = shown.map(({ view }) => view.run)
    const x = picture.x ?? (canCountEpochs(plain) ? 'epoch' : 'step')
    const axis = axisOf(plain, x)
    const grouping = picture.grouping ?? defaultGrouping(all)
    const groups = grouping.by === 'none' ? [] : groupsOf(all, grouping)
    const { hasTwin, over, unit, zoom, scaleKind } = picture
    const curves = curvesOf(shown, {
      metric,
      hasTwin,
      axis,
      averages: new Map(),
      zoomed: new Map(),
      smoothing: 0,
      groups,
      over,
      unit,
    })
    const scale = scaleOfCurves(curves, scaleKind, zoom)
    return <CurvePicture {...{ curves, scale }} x={axis} range={drawnRange(zoom ?? rangeOf(curves), axis)} />
  } catch (error) {
    // The page goes on without it, and the browser says what cannot be drawn.
    console.error(error)
    return null
  }
}
