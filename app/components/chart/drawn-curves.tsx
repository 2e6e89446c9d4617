'use client'
import type { Chart } from 'chart.js'
import { useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { ChartMenu } from '../export/chart-menu.tsx'
import { optionsOf } from './chart-options.ts'
import { rangeOf } from './curve.ts'
import { CurvePicture } from './curve-picture.tsx'
import { CurveTip } from './curve-tip.tsx'
import type { CurvesChartProps } from './curves-chart-props.ts'
import { Charted } from './docked.tsx'
import { type DrawnPoint, drawnRange } from './line.ts'
import { LineCanvas } from './line-canvas.tsx'
import { ScaleNotes } from './scale-notes.tsx'
import { useCurveDrawing } from './use-curve-drawing.ts'
import { useCurveReading } from './use-curve-reading.ts'
import { useIsDrawn } from './use-is-drawn.ts'
import { useIsWide } from './use-is-wide.ts'
import { useNearCurves } from './use-near-curves.ts'
import { usePalette } from './use-palette.ts'
import { useTouch } from './use-touch.ts'

const noData = { datasets: [] }

type Props = CurvesChartProps & { scale: YScale; isWhole: boolean; setWhole(isWhole: boolean): void }

/** The chart itself, once it is known how heights are divided. Chart.js draws the axes, the layer the curves. */
export function DrawnCurves(props: Props) {
  const { label, curves, x, height, scale, zoom, onZoom, waiting, source, isWhole, setWhole } = props
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart<'line', DrawnPoint[]> | null>(null)
  const isMoving = useRef(false)
  const palette = usePalette()
  const isDrawn = useIsDrawn()
  const whole = useMemo(() => rangeOf(curves), [curves])
  const inView = zoom ?? whole
  const isSingle = inView[0] === inView[1]
  const [from, to] = drawnRange(inView, x)
  const hidden = scale.above + scale.below
  const hasTop = hidden > 0 || isWhole || scale.kind === 'symlog'
  const hasEnds = useIsWide(frame)
  const isEmpty = curves.lines.length + curves.bands.length === 0
  const options = useMemo(
    () =>
      palette
        ? optionsOf({
            ...{ palette, scale, x, range: [from, to], hasEnds, hasTop, isSingle },
            ...{ isBlank: isEmpty, hasFlags: false },
          })
        : {},
    [palette, scale, x, from, to, hasEnds, hasTop, isSingle, isEmpty],
  )

  const near = useNearCurves({ chart, curves, scale, x, listed: props.pointed })
  const { overlay, plugins } = useCurveDrawing({
    ...{ chart, curves, scale, x, palette, to, hasEnds },
    ...{ pointed: near.pointed, isMoving },
  })
  const { pointing, keys } = useCurveReading({
    ...{ chart, overlay, isMoving, near, x, range: [from, to], zoom, onZoom },
  })
  useTouch({ frame, chart, isMoving, x, zoom, whole, onZoom })

  return (
    <Charted height={height}>
      <div ref={frame} className="chart" data-top={hasTop} style={{ height }} {...pointing}>
        <LineCanvas data={noData} {...{ label, chart, options, plugins }} />
        {isEmpty
          ? waiting
          : !isDrawn && <CurvePicture curves={curves} scale={scale} x={x} range={[from, to]} />}
        <button type="button" className="curve-keys small" {...keys}>
          Arrow keys read values{zoom && ', with Shift they move the picture'}
        </button>
        <ScaleNotes {...{ scale, hidden, isWhole }} onWhole={setWhole} />
        <ChartMenu
          what={label}
          figure={async () => {
            const { CurvesFigure } = await import('./curves-figure.tsx')
            return <CurvesFigure title={label} {...{ curves, scale, x, zoom }} />
          }}
          data={source}
        />
      </div>
      <CurveTip {...{ label, x }} store={near.tips} curves={curves.lines.length + curves.bands.length} />
    </Charted>
  )
}
