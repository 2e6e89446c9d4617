'use client'
import type { Chart } from 'chart.js'
import { type RefObject, useContext, useEffect, useRef } from 'react'
import type { DrawnPoint, XAxis } from './line.ts'
import type { Palette } from './palette.ts'
import { type DrawnMarks, type StepMark, StepMarks } from './step-marks.ts'

type Parts = {
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  x: XAxis
  /** Null until the colours of the page are known. */
  palette: Palette | null
}

/** The steps that the page marks, and what the chart draws of them: it is drawn again when they change. */
export function useDrawnMarks({ chart, x, palette }: Parts): {
  marks: readonly StepMark[]
  marked: RefObject<DrawnMarks | null>
} {
  const marks = useContext(StepMarks)
  const marked = useRef<DrawnMarks | null>(null)
  if (palette) marked.current = { marks, x, palette }
  const drawn = useRef(marks)
  useEffect(() => {
    // The first ones are drawn with the chart.
    if (drawn.current !== marks) chart.current?.draw()
    drawn.current = marks
  }, [chart, marks])
  return { marks, marked }
}
