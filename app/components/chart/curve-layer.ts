/** Hundreds of curves on one canvas: drawn once into a picture of their own, which is laid under the chart until they change. */
import type { Chart } from 'chart.js'
import type { YScale } from '../../../lib/plot/y-scale.ts'
import { scalesOf } from './canvas.ts'
import { type Curve, type CurveBand, type Curves, dashes, isLit, partWithin } from './curve.ts'
import type { XAxis } from './line.ts'
import type { Palette } from './palette.ts'

export type LayerContent = { curves: Curves; scale: YScale; x: XAxis; palette: Palette }

type Frame = { left: number; top: number; width: number; height: number; from: number; to: number }
type Picture = { canvas: OffscreenCanvas; content: LayerContent; frame: Frame; ratio: number }

/** Where a value stands. */
type Place = { left(step: number): number; top(value: number): number; range: [number, number] }

/** More lines than this are drawn without dashes, which would be seen as noise and take ten times as long. */
const mostDashed = 40

export function createCurveLayer() {
  let picture: Picture | null = null

  /** `pointed`: the run or group that is lit up. `isMoving`: what is beside the view is drawn too, since it is about to come. */
  return function draw(
    chart: Chart<'line'>,
    content: LayerContent,
    pointed: string | null,
    isMoving: boolean,
  ): void {
    const { x, area, context } = scalesOf(chart)
    const ratio = chart.currentDevicePixelRatio
    const view = {
      left: area.left,
      top: area.top,
      width: area.width,
      height: area.height,
      from: x.min,
      to: x.max,
    }
    if (view.width <= 0 || view.height <= 0) return
    if (!picture || !holds(picture, content, view, ratio)) {
      picture = drawnPicture(content, isMoving ? widened(view) : view, ratio)
    }
    const { frame, canvas } = picture
    const perX = view.width / (view.to - view.from)
    context.save()
    context.beginPath()
    context.rect(view.left, view.top - 1, view.width, view.height + 2)
    context.clip()
    context.globalAlpha = pointed === null ? 1 : 0.25
    context.drawImage(
      canvas,
      view.left + (frame.from - view.from) * perX,
      view.top,
      frame.width,
      frame.height,
    )
    context.globalAlpha = 1
    if (pointed !== null) {
      const place = placeIn(content, view)
      for (const one of content.curves.bands) if (isLit(one, pointed)) drawBand(context, one, content, place)
      for (const one of content.curves.lines)
        if (isLit(one, pointed)) drawLine(context, { ...one, opacity: one.told ? 1 : 0.4 }, content, place)
    }
    context.restore()
  }
}

function holds({ content, frame, ratio }: Picture, wanted: LayerContent, view: Frame, now: number): boolean {
  const isSame =
    content.curves === wanted.curves && content.scale === wanted.scale && content.palette === wanted.palette
  const perX = frame.width / (frame.to - frame.from)
  const isAsWide = Math.abs(perX * (view.to - view.from) - view.width) < 0.5
  const isInside = view.from >= frame.from - 1e-9 && view.to <= frame.to + 1e-9
  return (
    isSame && content.x === wanted.x && isAsWide && isInside && frame.height === view.height && ratio === now
  )
}

function widened(view: Frame): Frame {
  const span = view.to - view.from
  return { ...view, width: 3 * view.width, from: view.from - span, to: view.to + span }
}

function drawnPicture(content: LayerContent, frame: Frame, ratio: number): Picture {
  const canvas = new OffscreenCanvas(Math.ceil(frame.width * ratio), Math.ceil(frame.height * ratio))
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
  context.scale(ratio, ratio)
  const place = placeIn(content, { ...frame, left: 0, top: 0 })
  const { lines, bands } = content.curves
  for (const one of bands) drawArea(context, one, content, place)
  // What is faint lies beneath.
  for (const one of lines.toSorted((a, b) => a.opacity - b.opacity)) drawLine(context, one, content, place)
  for (const one of bands) drawMiddle(context, one, content, place)
  return { canvas, content, frame, ratio }
}

function placeIn({ scale, x }: LayerContent, { left, top, width, height, from, to }: Frame): Place {
  const perX = width / (to - from)
  const perY = height / (scale.max - scale.min)
  return {
    left: (step) => left + (x.of(step) - from) * perX,
    top: (value) => top + (scale.max - scale.height(value)) * perY,
    range: [x.toStep(from), x.toStep(to)],
  }
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

function setInk(
  context: Context,
  { hue, dash, width }: Pick<Curve, 'hue' | 'dash' | 'width'>,
  { curves, palette }: LayerContent,
): void {
  context.strokeStyle = palette.hues[hue % palette.hues.length] as string
  context.fillStyle = context.strokeStyle
  context.lineWidth = width
  context.lineJoin = 'round'
  context.setLineDash(curves.lines.length > mostDashed ? [] : (dashes[dash] ?? []))
}

function drawLine(context: Context, line: Curve, content: LayerContent, place: Place): void {
  setInk(context, line, content)
  context.globalAlpha = line.opacity
  strokePart(context, line.xs, line.values, place, () => true)
  context.globalAlpha = 1
}

/** A line through the finite values that are wanted; a point alone is a dot. */
function strokePart(
  context: Context,
  xs: Float64Array,
  values: Float64Array,
  { left, top, range }: Place,
  isWanted: (at: number) => boolean,
): void {
  const [start, end] = partWithin(xs, ...range)
  context.beginPath()
  let isDown = false
  const alone: number[] = []
  for (let i = start; i < end; i++) {
    const y = top(values[i] as number)
    if (!Number.isFinite(y) || !isWanted(i)) {
      isDown = false
      continue
    }
    const x = left(xs[i] as number)
    if (isDown) context.lineTo(x, y)
    else {
      context.moveTo(x, y)
      const isLast = i + 1 === xs.length || !Number.isFinite(values[i + 1])
      if (isLast) alone.push(x, y)
    }
    isDown = true
  }
  context.stroke()
  for (let i = 0; i < alone.length; i += 2) {
    context.beginPath()
    context.arc(alone[i] as number, alone[i + 1] as number, 2.5, 0, 2 * Math.PI)
    context.fill()
  }
}

function drawBand(context: Context, one: CurveBand, content: LayerContent, place: Place): void {
  drawArea(context, one, content, place)
  drawMiddle(context, one, content, place)
}

function drawArea(context: Context, one: CurveBand, content: LayerContent, { left, top }: Place): void {
  const { xs, low, high } = one.band
  setInk(context, one, content)
  context.globalAlpha = 0.16
  for (let i = 0; i < xs.length; ) {
    if (!Number.isFinite(low[i]) || !Number.isFinite(high[i])) {
      i++
      continue
    }
    let end = i
    while (end < xs.length && Number.isFinite(low[end]) && Number.isFinite(high[end])) end++
    context.beginPath()
    for (let k = i; k < end; k++) context.lineTo(left(xs[k] as number), bounded(top(high[k] as number)))
    for (let k = end - 1; k >= i; k--) context.lineTo(left(xs[k] as number), bounded(top(low[k] as number)))
    context.fill()
    i = end
  }
  context.globalAlpha = 1
}

/** An edge that a logarithm has no place for, or that is beyond what a canvas counts to, is at the edge of the picture. */
function bounded(top: number): number {
  return Number.isNaN(top) ? 1e5 : Math.min(1e5, Math.max(-1e5, top))
}

/** Bold where all runs carry it; thin where some do not. */
function drawMiddle(context: Context, one: CurveBand, content: LayerContent, place: Place): void {
  const { xs, middle, counts, total } = one.band
  const isFull = (at: number) => counts[at] === total
  setInk(context, one, content)
  strokePart(context, xs, middle, place, isFull)
  context.lineWidth = one.width / 2
  context.globalAlpha = 0.75
  // With the neighbour of each such place, so that both parts meet.
  strokePart(context, xs, middle, place, (at) => !isFull(at) || !isFull(at - 1) || !isFull(at + 1))
  context.globalAlpha = 1
}
