'use client'
import type { Chart, Plugin } from 'chart.js'
import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { ChartMenu } from '../export/chart-menu.tsx'
import { arrowKeys } from './arrow-keys.ts'
import { optionsOf } from './chart-options.ts'
import { crossHair } from './cross-hair.ts'
import { rangeOf } from './curve.ts'
import { createCurveLayer, type LayerContent } from './curve-layer.ts'
import { curveOverlay } from './curve-overlay.ts'
import { CurvePicture } from './curve-picture.tsx'
import { CurveTip } from './curve-tip.tsx'
import type { CurvesChartProps } from './curves-chart-props.ts'
import { Charted } from './docked.tsx'
import { type DrawnPoint, drawnRange } from './line.ts'
import { LineCanvas } from './line-canvas.tsx'
import { type Overlay, overlayPlugin } from './overlay.ts'
import { ScaleNotes } from './scale-notes.tsx'
import { useCrossHair } from './use-cross-hair.ts'
import { useIsDrawn } from './use-is-drawn.ts'
import { useIsWide } from './use-is-wide.ts'
import { useNearCurves } from './use-near-curves.ts'
import { usePalette } from './use-palette.ts'
import { usePan } from './use-pan.ts'
import { usePointer } from './use-pointer.ts'
import { useTouch } from './use-touch.ts'

/** Parts of the axis that an arrow key goes by. */
const keySteps = 100

const noData = { datasets: [] }

type Props = CurvesChartProps & { scale: YScale; isWhole: boolean; setWhole(isWhole: boolean): void }

/** The chart itself, once it is known how heights are divided. Chart.js draws the axes, the layer the curves. */
export function DrawnCurves(props: Props) {
  const { label, curves, x, height, scale, zoom, onZoom, waiting, source, isWhole, setWhole } = props
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart<'line', DrawnPoint[]> | null>(null)
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

  const content = useRef<LayerContent | null>(null)
  const overlay = useRef<Overlay | null>(null)
  const isMoving = useRef(false)
  const made = useMemo(() => palette && { curves, scale, x, palette }, [curves, scale, x, palette])
  content.current = made
  const over = useMemo(
    () => palette && curveOverlay(curves, { palette, scale, x, to, hasEnds }),
    [curves, palette, scale, x, to, hasEnds],
  )
  if (over)
    overlay.current = {
      ...over,
      cross: overlay.current?.cross ?? null,
      brush: overlay.current?.brush ?? null,
    }
  const near = useNearCurves({ chart, curves, scale, x, listed: props.pointed })
  const { pointed } = near
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
  const plugins = useMemo(() => {
    const draw = createCurveLayer()
    const layer: Plugin<'line'> = {
      id: 'curves',
      beforeDatasetsDraw(chart) {
        if (content.current) draw(chart, content.current, pointed.current, isMoving.current)
      },
    }
    return [layer, overlayPlugin(() => overlay.current as Overlay)]
  }, [pointed])
  const forgotten = useRef(near.forget)
  forgotten.current = near.forget

  // Chart.js sees no change of its own data, which are none.
  useEffect(() => {
    if (made && over) chart.current?.draw()
  }, [made, over])
  useCrossHair({ chart, overlay, isMoving, x, onGone: forgotten })

  const pointer = usePointer({ chart, overlay, isMoving, x, onZoom, onFlag: undefined })
  const pan = usePan({ chart, isMoving, x, zoom, onZoom })
  useTouch({ frame, chart, isMoving, x, zoom, whole, onZoom })

  const press = arrowKeys({
    ...{ range: [from, to], zoom, onZoom },
    read(by) {
      const across = chart.current?.scales.x
      if (!across) return
      const before = crossHair.get() ?? (by > 0 ? from : to)
      const least = Math.max((to - from) / keySteps, Number.MIN_VALUE)
      const step = Math.min(to, Math.max(from, before + by * least))
      near.tell(across.getPixelForValue(x.of(step)), null)
      crossHair.set(step)
    },
    forget() {
      near.forget()
      crossHair.set(null)
    },
  })
  function move(event: PointerEvent): void {
    if (pan.move(event)) return
    const bounds = chart.current?.canvas.getBoundingClientRect()
    const isReading = event.pointerType === 'touch' ? !isMoving.current : event.buttons === 0
    if (bounds && isReading) near.tell(event.clientX - bounds.left, event.clientY - bounds.top)
    else near.forget()
    pointer.onPointerMove(event)
  }
  function up(event: PointerEvent): void {
    if (pan.end()) return
    // A tap: fingers do not hover.
    if (event.pointerType === 'touch') move(event)
    pointer.onPointerUp(event)
  }

  return (
    <Charted height={height}>
      <div
        ref={frame}
        className="chart"
        data-top={hasTop}
        style={{ height }}
        {...pointer}
        onPointerDown={(event) => pan.begin(event) || pointer.onPointerDown(event)}
        onPointerMove={move}
        onPointerUp={up}
        onPointerLeave={(event) => {
          if (event.pointerType !== 'touch') near.forget()
          pointer.onPointerLeave(event)
        }}
      >
        <LineCanvas data={noData} {...{ label, chart, options, plugins }} />
        {isEmpty
          ? waiting
          : !isDrawn && <CurvePicture curves={curves} scale={scale} x={x} range={[from, to]} />}
        <button type="button" className="curve-keys small" onKeyDown={press} onBlur={near.forget}>
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
