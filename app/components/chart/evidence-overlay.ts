/** Draws what a finding went by: heights as dashed lines, points as rings, and when it was raised. */
import type { Chart } from 'chart.js'
import type { Severity } from '../../../lib/run.ts'
import { labelFont, scalesOf, write } from './canvas.ts'
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

function drawLevels(chart: Chart<'line'>, { levels }: DrawnEvidence, palette: Palette): void {
  const { y, area, context } = scalesOf(chart)
  let lastAt = Number.NEGATIVE_INFINITY
  for (const { y: height, label } of levels.toSorted((a, b) => b.y - a.y)) {
    const at = y.getPixelForValue(height)
    if (at < area.top - 1 || at > area.bottom + 1) continue
    context.strokeStyle = palette.ink
    context.lineWidth = 1
    context.globalAlpha = 0.7
    context.setLineDash([6, 4])
    context.beginPath()
    context.moveTo(area.left, at)
    context.lineTo(area.right, at)
    context.stroke()
    context.globalAlpha = 1
    if (Math.abs(at - lastAt) < 13) continue
    lastAt = at
    // At the right: the heights of the loss itself are named at the left.
    const top = at < area.top + 16 ? at + 13 : at - 4
    write(context, label, area.right - 6, top, { color: palette.ink, paper: palette.paper, align: 'right' })
  }
}

function drawPoints(chart: Chart<'line'>, { points }: DrawnEvidence, palette: Palette): void {
  const { x, y, area, context } = scalesOf(chart)
  context.setLineDash([])
  for (const [i, point] of points.entries()) {
    const [left, top] = [x.getPixelForValue(point.x), y.getPixelForValue(point.y)]
    context.strokeStyle = palette.ink
    context.lineWidth = 1.5
    context.beginPath()
    context.arc(left, top, 5, 0, 2 * Math.PI)
    context.stroke()
    if (!point.label) continue
    const align = left > area.right - 100 ? 'right' : 'left'
    // The second beneath its ring, so that two at one step can be read.
    const base = i === 0 ? Math.max(area.top + 12, top - 7) : Math.min(area.bottom - 4, top + 15)
    write(context, point.label, align === 'left' ? left + 9 : left - 9, base, {
      ...{ color: palette.ink, paper: palette.paper, align },
    })
  }
}
