'use client'
import type { Chart, Plugin } from 'chart.js'
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { ChartMenu } from '../export/chart-menu.tsx'
import { optionsOf } from './chart-options.ts'
import { crossHair } from './cross-hair.ts'
import { rangeOf } from './curve.ts'
import { createCurveLayer, type LayerContent } from './curve-layer.ts'
import { curveOverlay } from './curve-overlay.ts'
import { CurvePicture } from './curve-picture.tsx'
import { CurveTip, createTipStore } from './curve-tip.tsx'
import type { CurvesChartProps } from './curves-chart-props.ts'
import { Charted } from './docked.tsx'
import { type DrawnPoint, drawnRange } from './line.ts'
import { LineCanvas } from './line-canvas.tsx'
import { nearCurves } from './nearest-curve.ts'
import { type Overlay, overlayPlugin } from './overlay.ts'
import { ScaleNotes } from './scale-notes.tsx'
import { useIsDrawn } from './use-is-drawn.ts'
import { useIsWide } from './use-is-wide.ts'
import { usePalette } from './use-palette.ts'
import { shifted, usePan } from './use-pan.ts'
import { usePointer } from './use-pointer.ts'
import { useTouch } from './use-touch.ts'

/** A curve further from the pointer than this many pixels is not lit up. */
const near = 24
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
  const pointed = useRef<string | null>(null)
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
  const options = useMemo(() => {
    if (!palette) return {}
    const look = {
      palette,
      scale,
      x,
      range: [from, to] as const,
      hasEnds,
      hasTop,
      isSingle,
      isBlank: isEmpty,
    }
    return optionsOf({ ...look, hasFlags: false })
  }, [palette, scale, x, from, to, hasEnds, hasTop, isSingle, isEmpty])
  const plugins = useMemo(() => {
    const draw = createCurveLayer()
    const layer: Plugin<'line'> = {
      id: 'curves',
      beforeDatasetsDraw(chart) {
        if (content.current) draw(chart, content.current, pointed.current, isMoving.current)
      },
    }
    return [layer, overlayPlugin(() => overlay.current as Overlay)]
  }, [])
  const tips = useMemo(createTipStore, [])
  const forgotten = useRef(forget)
  forgotten.current = forget

  // From the list beside the chart.
  useEffect(() => {
    pointed.current = props.pointed
    chart.current?.draw()
  }, [props.pointed])
  // Chart.js sees no change of its own data, which are none.
  useEffect(() => {
    if (made && over) chart.current?.draw()
  }, [made, over])
  useEffect(
    () =>
      crossHair.subscribe(() => {
        const step = crossHair.get()
        if (step === null) forgotten.current()
        if (!overlay.current || !chart.current || isMoving.current) return
        overlay.current.cross = step === null ? null : x.of(step)
        chart.current.draw()
      }),
    [x],
  )

  const pointer = usePointer({ chart, overlay, isMoving, x, onZoom, onFlag: undefined })
  const pan = usePan({ chart, isMoving, x, zoom, onZoom })
  useTouch({ frame, chart, isMoving, x, zoom, whole, onZoom })

  /** Says what is near a place of the chart, and lights up the nearest. `top` is null for the keyboard, which has no height. */
  function tell(left: number, top: number | null): void {
    const { x: across, y } = chart.current?.scales ?? {}
    if (!chart.current || !across || !y) return
    const at = x.toStep(across.getValueForPixel(left) ?? 0)
    const reach = Math.abs(x.toStep(across.getValueForPixel(left + near) ?? 0) - at)
    const topOf = (value: number) => y.getPixelForValue(scale.height(value))
    const found = nearCurves(curves, at, top ?? chart.current.chartArea.top, topOf, reach)
    const [first] = found
    lightUp(props.pointed ?? (top !== null && first && first.away <= near ? first.of : null))
    tips.set({ x: at, near: found, isRead: top === null })
  }
  function forget(): void {
    tips.set(null)
    lightUp(props.pointed)
  }
  /** The cross-hair, which draws too, stands still while the pointer goes up and down. */
  function lightUp(next: string | null): void {
    if (next === pointed.current) return
    pointed.current = next
    chart.current?.draw()
  }
  function press(event: KeyboardEvent): void {
    const across = chart.current?.scales.x
    if (!across || event.ctrlKey || event.metaKey || event.altKey) return
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (event.key === 'Escape') {
      forget()
      crossHair.set(null)
    }
    if (by === 0) return
    event.preventDefault()
    const span = to - from
    if (event.shiftKey && zoom) {
      onZoom(shifted(from + (by * span) / 10, to + (by * span) / 10))
      return
    }
    const before = crossHair.get() ?? (by > 0 ? from : to)
    const step = Math.min(to, Math.max(from, before + by * Math.max(span / keySteps, Number.MIN_VALUE)))
    tell(across.getPixelForValue(x.of(step)), null)
    crossHair.set(step)
  }
  function move(event: PointerEvent): void {
    if (pan.move(event)) return
    const bounds = chart.current?.canvas.getBoundingClientRect()
    const isReading = event.pointerType === 'touch' ? !isMoving.current : event.buttons === 0
    if (bounds && isReading) tell(event.clientX - bounds.left, event.clientY - bounds.top)
    else forget()
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
          if (event.pointerType !== 'touch') forget()
          pointer.onPointerLeave(event)
        }}
      >
        <LineCanvas data={noData} {...{ label, chart, options, plugins }} />
        {isEmpty
          ? waiting
          : !isDrawn && <CurvePicture curves={curves} scale={scale} x={x} range={[from, to]} />}
        <button type="button" className="curve-keys small" onKeyDown={press} onBlur={forget}>
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
      <CurveTip {...{ label, x }} store={tips} curves={curves.lines.length + curves.bands.length} />
    </Charted>
  )
}
