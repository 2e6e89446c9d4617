'use client'
/** Steps that every chart of a page marks alike: a dashed line with a square at its top, in no colour of a finding. */
import type { Chart, Plugin } from 'chart.js'
import { createContext } from 'react'
import { scalesOf } from './canvas.ts'
import type { XAxis } from './line.ts'
import type { Palette } from './palette.ts'

export type StepMark = { id: string; step: number; label: string; isChosen: boolean }

/** None where a page says nothing. */
export const StepMarks = createContext<readonly StepMark[]>([])

export type DrawnMarks = { marks: readonly StepMark[]; x: XAxis; palette: Palette }

const side = 7

export function stepMarksPlugin(read: () => DrawnMarks | null): Plugin<'line'> {
  return {
    id: 'step-marks',
    beforeDatasetsDraw(chart) {
      const drawn = read()
      if (drawn) drawMarks(chart, drawn)
    },
  }
}

function drawMarks(chart: Chart<'line'>, { marks, x: axis, palette }: DrawnMarks): void {
  const { x, area, context } = scalesOf(chart)
  context.save()
  context.strokeStyle = palette.accent
  context.fillStyle = palette.accent
  for (const { step, isChosen } of marks) {
    const left = Math.round(x.getPixelForValue(axis.of(step))) + 0.5
    if (left < area.left - 1 || left > area.right + 1) continue
    context.globalAlpha = isChosen ? 1 : 0.55
    context.setLineDash(isChosen ? [] : [2, 3])
    context.beginPath()
    context.moveTo(left, area.top)
    context.lineTo(left, area.bottom)
    context.stroke()
    context.fillRect(left - side / 2, area.top - side / 2, side, side)
  }
  context.restore()
}
