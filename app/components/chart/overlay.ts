/** What the chart draws over and under its lines: reference heights, names at the ends, non-finite points, flags, cross-hair. */
import type { Chart, Plugin } from 'chart.js'
import { labelFont, scalesOf, write } from './canvas.ts'
import { type DrawnEvidence, drawEvidence, evidenceBoxes } from './evidence-overlay.ts'
import { type Box, fitted, freePlace, isBlank, leftOfName, movedBelow, raised } from './free-place.ts'
import type { Flag, Reference } from './line.ts'
import { drawNonFinite, type NonFiniteMark } from './non-finite-marks.ts'
import type { Palette } from './palette.ts'

export type Overlay = {
  palette: Palette
  references: { y: number; label: string }[]
  ends: { x: number; y: number; label: string; color: string }[]
  marks: NonFiniteMark[]
  /** Finite points with no finite neighbour, which a line does not show. */
  dots: { x: number; y: number; color: string }[]
  flags: { x: number; until: number | null; flag: Flag; isChosen: boolean }[]
  evidence: DrawnEvidence | null
  /** The x under the pointer of any chart of the page. */
  cross: number | null
  brush: [number, number] | null
}

export type { Reference }

const railHeight = 12
const nameHeight = 12
/** Space right of the lines for their names. */
export const endWidth = 128

export function overlayPlugin(read: () => Overlay): Plugin<'line'> {
  return {
    id: 'overlay',
    beforeDatasetsDraw: (chart) => drawReferenceLines(chart, read()),
    afterDatasetsDraw(chart) {
      const overlay = read()
      drawReferenceNames(chart, overlay)
      if (overlay.evidence) drawEvidence(chart, overlay.evidence, overlay.palette)
      drawDots(chart, overlay)
      const names = drawNonFinite(chart, overlay.marks, overlay.palette)
      drawEnds(chart, overlay, names)
      drawFlags(chart, overlay)
      drawCross(chart, overlay)
    },
  }
}

function referencesInView(chart: Chart<'line'>, references: Overlay['references']) {
  const { y, area } = scalesOf(chart)
  return [...references]
    .sort((a, b) => b.y - a.y)
    .map(({ y: height, label }) => ({ at: y.getPixelForValue(height), label }))
    .filter(({ at }) => at >= area.top - 1 && at <= area.bottom + 1)
}

function drawReferenceLines(chart: Chart<'line'>, { references, palette }: Overlay): void {
  const { area, context } = scalesOf(chart)
  context.save()
  for (const { at } of referencesInView(chart, references)) {
    context.strokeStyle = palette.faint
    context.setLineDash([2, 4])
    context.beginPath()
    context.moveTo(area.left, at)
    context.lineTo(area.right, at)
    context.stroke()
  }
  context.restore()
}

/** Along its line where no curve is, over the curves where they are everywhere. */
function drawReferenceNames(chart: Chart<'line'>, { references, evidence, palette }: Overlay): void {
  const { area, context } = scalesOf(chart)
  const lines = chart.getSortedVisibleDatasetMetas().map(({ data }) => data)
  context.save()
  context.font = labelFont
  const written = evidence ? evidenceBoxes(chart, evidence) : []
  let lastAt = Number.NEGATIVE_INFINITY
  for (const { at, label } of referencesInView(chart, references)) {
    if (Math.abs(at - lastAt) < 13) continue
    lastAt = at
    const width = context.measureText(label).width
    const lefts = [0, 1 / 4, 1 / 2, 3 / 4, 1].map(
      (share) => area.left + 6 + share * (area.width - width - 12),
    )
    const placesAt = (tops: readonly number[]) =>
      tops
        .filter((top) => top >= area.top && top + nameHeight <= area.bottom)
        .flatMap((top) => lefts.map((left) => ({ left, top, width, height: nameHeight })))
    // A narrow chart may have a finding's numbers all along it: then a line of text further off, or two.
    const rows = [0, 1, 2, 3].map((row) => placesAt([at - 14 - row * nameHeight, at + 2 + row * nameHeight]))
    const [first, ...others] = rows.find((row) => row.some((place) => isBlank(place, written))) ?? rows.flat()
    if (!first) continue
    const place = freePlace([first, ...others], lines, written)
    written.push(place)
    write(context, label, place.left, place.top + 10, {
      color: palette.soft,
      paper: palette.paper,
      align: 'left',
    })
  }
  context.restore()
}

function drawDots(chart: Chart<'line'>, { dots }: Overlay): void {
  const { x, y, context } = scalesOf(chart)
  for (const dot of dots) {
    context.fillStyle = dot.color
    context.beginPath()
    context.arc(x.getPixelForValue(dot.x), y.getPixelForValue(dot.y), 2.5, 0, 2 * Math.PI)
    context.fill()
  }
}

function drawEnds(chart: Chart<'line'>, { ends, palette }: Overlay, written: readonly Box[]): void {
  const { x, y, area, context } = scalesOf(chart)
  context.save()
  context.font = labelFont
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  const labels = ends
    .map(({ label, color, x: across, y: up }) => {
      const end = { left: x.getPixelForValue(across), top: y.getPixelForValue(up) }
      const left = leftOfName(end, area) + 8
      const words = fitted(label, chart.width - left - 2, (text) => context.measureText(text).width)
      const { width } = context.measureText(words)
      return { words, color, left, width, top: Math.min(area.bottom, Math.max(area.top + 7, end.top)) }
    })
    .sort((a, b) => a.top - b.top)
  let before = Number.NEGATIVE_INFINITY
  for (const label of labels) {
    const box = { left: label.left - 2, top: Math.max(label.top, before + 13) - 7, width: label.width + 4 }
    label.top = movedBelow({ ...box, height: 14 }, written).top + 7
    before = label.top
  }
  const tops = raised(
    labels.map(({ top }) => top),
    area.bottom,
    13,
  )
  for (const [i, { words, color, left, width }] of labels.entries()) {
    const top = tops[i] as number
    context.fillStyle = palette.paper
    context.globalAlpha = 0.8
    context.fillRect(left - 2, top - 7, width + 4, 14)
    context.globalAlpha = 1
    context.fillStyle = color
    context.fillText(words, left, top)
  }
  context.restore()
}

function drawFlags(chart: Chart<'line'>, { flags, palette }: Overlay): void {
  const { x, area, context } = scalesOf(chart)
  context.save()
  for (const { x: at, until, flag, isChosen } of flags) {
    const left = Math.max(area.left, x.getPixelForValue(at))
    if (left > area.right + 1 || (until !== null && x.getPixelForValue(until) < area.left)) continue
    const color =
      flag.severity === 'critical'
        ? palette.critical
        : flag.severity === 'warning'
          ? palette.warning
          : palette.soft
    const top = area.bottom + 2
    const right = until === null ? area.right : Math.min(area.right, x.getPixelForValue(until))
    context.fillStyle = color
    context.globalAlpha = 0.3
    context.fillRect(left, top + railHeight - 5, Math.max(0, right - left), 3)
    context.globalAlpha = 1
    context.beginPath()
    context.moveTo(left, top)
    context.lineTo(left + 9, top + 3.5)
    context.lineTo(left, top + 7)
    context.fill()
    context.fillRect(left - 0.5, top, 1.5, railHeight - 2)
    if (!isChosen) continue
    context.globalAlpha = 0.08
    context.fillRect(left, area.top, Math.max(2, right - left), area.height)
    context.globalAlpha = 0.6
    context.fillRect(left, area.top, 1, area.height)
    context.globalAlpha = 1
  }
  context.restore()
}

function drawCross(chart: Chart<'line'>, { cross, brush, palette }: Overlay): void {
  const { x, area, context } = scalesOf(chart)
  context.save()
  if (brush) {
    const [from, to] = brush.map((at) => Math.min(area.right, Math.max(area.left, at))) as [number, number]
    context.fillStyle = palette.accent
    context.globalAlpha = 0.12
    context.fillRect(Math.min(from, to), area.top, Math.abs(to - from), area.height)
  } else if (cross !== null) {
    const left = x.getPixelForValue(cross)
    if (left >= area.left && left <= area.right) {
      context.fillStyle = palette.faint
      context.fillRect(left, area.top, 1, area.height)
    }
  }
  context.restore()
}
