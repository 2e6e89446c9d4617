/** What a chart draws. */
import { isLong } from '../../../lib/averages.ts'
import type { ShownEvidence } from '../../../lib/detectors/words/shown-evidence.ts'
import { formatPlain, formatWhole } from '../../../lib/format.ts'
import type { Severity } from '../../../lib/run.ts'
import type { Columns } from '../../../lib/series.ts'

export type ChartLine = {
  key: string
  /** Said at the line's right end and beside its value. */
  label: string
  columns: Columns
  /** Of the whole series, whatever part is in view: what is smoothed. Drawn as it is without them. */
  averages?: Pick<Columns, 'steps' | 'values'> | undefined
  /** 0 to 7: one of the hues of globals.css. */
  hue: number
  /** Train is thin, validation bold and dashes tell them apart without colour. */
  stroke: 'train' | 'validation'
  isDimmed?: boolean
}

/**
 * Of a long line dashes are grit, and take a browser longer to draw than all the rest of a page: it is told by its
 * width alone.
 */
export function dashOf({ stroke, columns }: Pick<ChartLine, 'stroke' | 'columns'>): number[] {
  return stroke === 'validation' || isLong(columns) ? [] : [5, 2]
}

/** A labelled height: chance level, floor, best value, threshold. */
export type Reference = { value: number; label: string }

/** A finding on the rail under the axis. */
export type Flag = {
  id: string
  step: number
  until: number | null
  severity: Severity
}

/** What a finding went by, and the steps from its first bad one to the one at which it was raised, where that is to be seen. */
export type Evidence = ShownEvidence & { window: { from: number; to: number; severity: Severity } | null }

/** Steps on the x axis, or what stands for them. */
export type XAxis = {
  /** True where lines have steps of different length, so that no one step stands for an x. */
  hidesStep?: boolean
  /** True for the x of a formula, whose points have no time. */
  isFormula?: boolean
  title: string
  of(step: number): number
  toStep(x: number): number
  format(x: number): string
  /** The same beside a value, where there is little room. */
  formatShort?(x: number): string
  /** Where round numbers are not what people read: places of its labels, and these, told apart. */
  ticks?(min: number, max: number): number[]
  labels?(ticks: readonly number[]): string[]
}

export const stepAxis: XAxis = {
  title: 'step',
  of: (step) => step,
  toStep: (x) => x,
  format: (x) => (Number.isInteger(x) ? formatWhole(x) : formatPlain(x)),
}

/** x by epoch, for a run that says how many steps an epoch has. */
export function epochAxis(stepsPerEpoch: number): XAxis {
  return {
    title: 'epoch',
    of: (step) => step / stepsPerEpoch,
    toStep: (x) => x * stepsPerEpoch,
    format: (x) => formatPlain(Number(x.toFixed(2))),
  }
}

/** A point as Chart.js has it: where it is drawn, and what it is. */
export type DrawnPoint = { x: number; y: number; step: number; value: number; time: number }

/** The steps from the left to the right edge: of one step alone some before and after it, so that it stands in the middle. */
export function drawnRange([from, to]: readonly [number, number], x: XAxis): readonly [number, number] {
  return from === to ? [from - x.toStep(0.5), to + x.toStep(0.5)] : [from, to]
}

/** The first and the last step of all lines. */
export function stepRange(lines: readonly ChartLine[]): [from: number, to: number] {
  const ends = lines.flatMap(({ columns: { steps } }) =>
    steps.length ? [steps[0] as number, steps.at(-1) as number] : [],
  )
  return ends.length ? [Math.min(...ends), Math.max(...ends)] : [0, 1]
}

/** Which of `length` places that rise is nearest to x. */
export function nearestIndex(length: number, placeOf: (index: number) => number, x: number): number {
  let low = 0
  let high = length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (placeOf(middle) < x) low = middle
    else high = middle
  }
  return high > low && Math.abs(placeOf(high) - x) < Math.abs(placeOf(low) - x) ? high : low
}
