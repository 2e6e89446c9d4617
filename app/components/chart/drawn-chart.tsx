'use client'
import type { Chart } from 'chart.js'
import { useMemo, useRef } from 'react'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { ChartMenu } from '../export/chart-menu.tsx'
import { PanelBoundary } from '../panel-boundary.tsx'
import { optionsOf } from './chart-options.ts'
import { Charted } from './docked.tsx'
import { drawLines } from './drawing.ts'
import { FirstPicture } from './first-picture.tsx'
import { type DrawnPoint, drawnRange, type Flag, type Reference, stepRange } from './line.ts'
import { LineCanvas } from './line-canvas.tsx'
import type { LineChartProps } from './line-chart-props.ts'
import { lineOverlay } from './line-overlay.ts'
import { blankOf } from './line-scale.ts'
import { type Overlay, overlayPlugin } from './overlay.ts'
import { Readings } from './readings.tsx'
import { ScaleNotes } from './scale-notes.tsx'
import { stepMarksPlugin } from './step-marks.ts'
import { useChartKeys } from './use-chart-keys.ts'
import { useCrossHair } from './use-cross-hair.ts'
import { useDrawnMarks } from './use-drawn-marks.ts'
import { useIsDrawn } from './use-is-drawn.ts'
import { useIsWide } from './use-is-wide.ts'
import { usePalette } from './use-palette.ts'
import { usePointer } from './use-pointer.ts'
import { useTouch } from './use-touch.ts'

const noReferences: readonly Reference[] = []
const noFlags: readonly Flag[] = []

type Props = LineChartProps & {
  scale: YScale
  isWhole: boolean
  setWhole(isWhole: boolean): void
}

/** The chart itself, once it is known how heights are divided. */
export function DrawnChart(props: Props) {
  const { label, lines, x, height, scale, smoothing = 0, zoom = null, chosenFlag = null } = props
  const { isWhole, setWhole } = props
  const {
    references = noReferences,
    flags = noFlags,
    evidence = null,
    onZoom,
    onFlag,
    source,
    valueText,
  } = props
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart<'line', DrawnPoint[]> | null>(null)
  const palette = usePalette()
  const isDrawn = useIsDrawn()
  const whole = stepRange(lines)
  const inView = zoom ?? whole
  const isSingle = inView[0] === inView[1]
  const [from, to] = drawnRange(inView, x)
  const drawing = useMemo(
    () => (palette ? drawLines(lines, { x, scale, smoothing, palette, from, to }) : null),
    [lines, x, scale, smoothing, palette, from, to],
  )
  const isEmpty = lines.every(({ columns }) => columns.steps.length === 0)
  const blank = useMemo(() => blankOf(lines, zoom), [lines, zoom])
  const hidden = scale.above + scale.below
  const hasTop = hidden > 0 || isWhole || scale.kind === 'symlog'
  const hasEnds = useIsWide(frame)
  const overlay = useRef<Overlay | null>(null)
  const isMoving = useRef(false)
  const { marks, marked } = useDrawnMarks({ chart, x, palette })
  if (drawing && palette)
    overlay.current = {
      ...lineOverlay(drawing, {
        ...{ palette, scale, x, hasEnds, flags, chosenFlag, evidence },
        // A height means nothing where none is known.
        references: blank === null ? references : noReferences,
      }),
      cross: overlay.current?.cross ?? null,
      brush: overlay.current?.brush ?? null,
    }
  useCrossHair({ chart, overlay, isMoving, x })

  const options = useMemo(
    () =>
      palette
        ? optionsOf({
            palette,
            scale,
            x,
            range: [from, to],
            hasEnds,
            hasTop,
            isBlank: isEmpty,
            isSingle,
            hasFlags: flags.length > 0,
          })
        : {},
    [palette, scale, x, from, to, hasEnds, hasTop, isEmpty, isSingle, flags.length],
  )
  const plugins = useMemo(
    () => [overlayPlugin(() => overlay.current as Overlay), stepMarksPlugin(() => marked.current)],
    [marked],
  )
  const data = useMemo(() => ({ datasets: drawing?.datasets ?? [] }), [drawing])
  const pointer = usePointer({ chart, overlay, isMoving, x, onZoom, onFlag })
  useTouch({ frame, chart, isMoving, x, zoom, whole, onZoom })
  const keys = useChartKeys({ lines, x, range: [from, to], zoom, onZoom })

  return (
    <Charted height={height}>
      <div ref={frame} className="chart" data-top={hasTop} style={{ height }} {...pointer}>
        <LineCanvas {...{ label, chart, data, options, plugins }} />
        {!isDrawn && (
          <PanelBoundary
            what="The first picture"
            draw={() => FirstPicture({ lines, scale, smoothing, x, zoom, hasFlags: flags.length > 0 })}
          />
        )}
        {blank !== null && <p className="empty">{blank}</p>}
        <button type="button" className="curve-keys small" onKeyDown={keys.press} onBlur={keys.forget}>
          Arrow keys read values{zoom && ', with Shift they move the picture'}
        </button>
        <p className="unseen" role="status">
          {keys.said}
        </p>
        <ScaleNotes {...{ scale, hidden, isWhole }} onWhole={setWhole} />
        {source && (
          <ChartMenu
            what={props.what ?? label}
            figure={async () => {
              const { LineFigure } = await import('./line-figure.tsx')
              const shown = { lines, scale, smoothing, x, zoom, references }
              return <LineFigure title={label} {...shown} stepMarks={marks} />
            }}
            data={source}
          />
        )}
      </div>
      {/* Colours, and so what is drawn, are there before the page is the browser's: the server has read without them. */}
      <Readings {...{ label, lines, x, valueText }} bolds={isDrawn ? drawing?.bolds : undefined} />
    </Charted>
  )
}
