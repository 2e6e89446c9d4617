/** Draws what a finding went by: heights as dashed lines, points as rings, and when it was raised. */
import type { Chart } from 'chart.js'
import type { Severity } from '../../../lib/run.ts'
import { labelFont, scalesOf, write } from './canvas.ts'
import type { Box } from './free-place.ts'
import type { Palette } from './palette.ts'

export type DrawnEvidence = {
  levels: { y: number; label: string }[]
  points: { x: number; y: number; label: string }[]
  /** From its first bad step to the one at which it was raised. */
  window: { from: number; to: number; severity: Severity } | null
}

export function drawEvidence(chart: Chart<'line'>, evidence: DrawnEvidence, palette: Palette): void {
  const { area, context } = scalesOf(chart)
  context.save()
  context.font = labelFont
  context.beginPath()
  context.rect(area.left, area.top, area.width, area.height)
  context.clip()
  if (evidence.window) drawWindow(chart, evidence.window, palette)
  drawLevels(chart, evidence, palette)
  drawPoints(chart, evidence, palette)
  for (const { label, left, base, align } of namesOf(chart, evidence))
    write(context, label, left, base, { color: palette.ink, paper: palette.paper, align })
  context.restore()
}

type Window = NonNullable<DrawnEvidence['window']>

function drawWindow(chart: Chart<'line'>, { from, to, severity }: Window, palette: Palette): void {
  const { x, area, context } = scalesOf(chart)
  const left = x.getPixelForValue(from)
  const right = x.getPixelForValue(to)
  const color = severity === 'info' ? palette.soft : palette[severity]
  context.fillStyle = color
  context.globalAlpha = 0.1
  context.fillRect(left, area.top, Math.max(0, right - left), area.height)
  context.globalAlpha = 1
  if (right - left < 2) return
  context.strokeStyle = color
  context.lineWidth = 1
  context.setLineDash([3, 3])
  context.beginPath()
  context.moveTo(right, area.top)
  context.lineTo(right, area.bottom)
  context.stroke()
  const isAtEdge = right > area.right - 48
  write(context, 'raised', isAtEdge ? right - 4 : right + 4, area.bottom - 4, {
    color,
    paper: palette.paper,
    align: isAtEdge ? 'right' : 'left',
  })
}

function drawLevels(chart: Chart<'line'>, evidence: DrawnEvidence, palette: Palette): void {
  const { area, context } = scalesOf(chart)
  context.strokeStyle = palette.ink
  context.lineWidth = 1
  context.globalAlpha = 0.7
  context.setLineDash([6, 4])
  for (const { at } of levelsInView(chart, evidence)) {
    context.beginPath()
    context.moveTo(area.left, at)
    context.lineTo(area.right, at)
    context.stroke()
  }
  context.globalAlpha = 1
}

function levelsInView(chart: Chart<'line'>, { levels }: DrawnEvidence): { at: number; label: string }[] {
  const { y, area } = scalesOf(chart)
  return levels
    .toSorted((a, b) => b.y - a.y)
    .map(({ y: height, label }) => ({ at: y.getPixelForValue(height), label }))
    .filter(({ at }) => at >= area.top - 1 && at <= area.bottom + 1)
}

function drawPoints(chart: Chart<'line'>, { points }: DrawnEvidence, palette: Palette): void {
  const { x, y, context } = scalesOf(chart)
  context.setLineDash([])
  context.strokeStyle = palette.ink
  context.lineWidth = 1.5
  for (const point of points) {
    context.beginPath()
    context.arc(x.getPixelForValue(point.x), y.getPixelForValue(point.y), 5, 0, 2 * Math.PI)
    context.stroke()
  }
}

/** A text, where its first line stands. */
type Name = { label: string; left: number; base: number; align: 'left' | 'right' }

function namesOf(chart: Chart<'line'>, evidence: DrawnEvidence): Name[] {
  const { x, y, area } = scalesOf(chart)
  const names: Name[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  for (const { at, label } of levelsInView(chart, evidence)) {
    if (Math.abs(at - lastAt) < 13) continue
    lastAt = at
    // At the right: the heights of the loss itself are named at the left.
    names.push({ label, left: area.right - 6, base: at < area.top + 16 ? at + 13 : at - 4, align: 'right' })
  }
  for (const [i, { x: across, y: up, label }] of evidence.points.entries()) {
    if (!label) continue
    const [left, top] = [x.getPixelForValue(across), y.getPixelForValue(up)]
    // The second beneath its ring, so that two at one step can be read.
    const base = i === 0 ? Math.max(area.top + 12, top - 7) : Math.min(area.bottom - 4, top + 15)
    if (left > area.right - 100) names.push({ label, left: left - 9, base, align: 'right' })
    else names.push({ label, left: left + 9, base, align: 'left' })
  }
  return names
}

/** Where it will write, in the font that is set. */
export function evidenceBoxes(chart: Chart<'line'>, evidence: DrawnEvidence): Box[] {
  const { context } = scalesOf(chart)
  return namesOf(chart, evidence).map(({ label, left, base, align }) => {
    const { width } = context.measureText(label)
    return { left: align === 'left' ? left : left - width, top: base - 10, width, height: 12 }
  })
}
