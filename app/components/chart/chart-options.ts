/** How Chart.js is set up for our lines: quiet axes of fixed width, our own ticks. What is pointed at is ours alone. */
import type { ChartOptions } from 'chart.js'
import { formatTicks } from '../../../lib/format.ts'
import { linearTicks, type YScale } from '../../../lib/plot/y-scale.ts'
import type { XAxis } from './line.ts'
import { endWidth } from './overlay.ts'
import type { Palette } from './palette.ts'

/** Also the place of `.first-picture` in chart.css. */
const axisWidth = 56
/** Letters at the y axis that fit in the usual size. */
const lettersOfTick = 7
const topSpace = 6
/** Right of a narrow picture: half of a label of the axis. */
const narrowEnd = 24
/** With the row of words over the picture. */
const topRow = 24

export type Look = {
  palette: Palette
  scale: YScale
  x: XAxis
  /** Steps from the left to the right edge. */
  range: readonly [number, number]
  hasEnds: boolean
  hasFlags: boolean
  /** Whether there is no point: steps at the axis would be made up. */
  isBlank: boolean
  /** Whether all points stand at one step. */
  isSingle: boolean
  /** Whether words stand over the picture. */
  hasTop: boolean
}

export function optionsOf({
  palette,
  scale,
  x,
  range,
  hasEnds,
  hasFlags,
  hasTop,
  isBlank,
  isSingle,
}: Look): ChartOptions<'line'> {
  const labels = formatTicks(scale.ticks)
  const ticks = { color: palette.soft, font: { size: 11 } }
  // In the usual size the first digits of a long number would be cut off.
  const size = Math.max(...labels.map(({ length }) => length)) > lettersOfTick ? 9 : 11
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    // Without Chart.js's own padding, which would move the edge by the width of the last label.
    layout: {
      autoPadding: false,
      padding: { right: hasEnds ? endWidth : narrowEnd, top: hasTop ? topRow : topSpace },
    },
    scales: {
      x: {
        type: 'linear',
        afterBuildTicks: (axis) => {
          const ticks = isSingle ? [(axis.min + axis.max) / 2] : ticksOf(x, axis.min, axis.max)
          axis.ticks = isBlank ? [] : ticks.map((value) => ({ value }))
        },
        // Said outright: Chart.js would leave out points that are beyond the picture.
        ...(range[1] > range[0] ? { min: x.of(range[0]), max: x.of(range[1]) } : {}),
        // Fixed heights and widths: the curve does not move when a label grows, and the first picture fits.
        afterFit: (axis) => {
          axis.height = hasFlags ? 47 : 38
        },
        title: { display: true, text: x.title, color: palette.soft, font: { size: 11 }, padding: 0 },
        grid: { display: false },
        border: { color: palette.line },
        ticks: {
          ...ticks,
          maxRotation: 0,
          autoSkipPadding: 24,
          padding: hasFlags ? 12 : 3,
          callback: (_value, index, ticks) =>
            tickLabels(
              x,
              ticks.map(({ value }) => value),
            )[index],
        },
      },
      y: {
        type: 'linear',
        min: scale.min,
        max: scale.max,
        border: { display: false },
        grid: { color: palette.line, drawTicks: false },
        afterBuildTicks: (axis) => {
          axis.ticks = scale.ticks.map((value) => ({ value: scale.height(value) }))
        },
        afterFit: (axis) => {
          axis.width = axisWidth
        },
        ticks: {
          ...ticks,
          font: { size },
          padding: 6,
          callback: (_at, index) => labels[index] ?? '',
        },
      },
    },
  }
}

/** Whole steps and epochs, where the range has some. */
export function ticksOf(x: XAxis, min: number, max: number): number[] {
  if (x.ticks) return x.ticks(min, max)
  const ticks = linearTicks(min, max)
  if (x.isFormula) return ticks
  const whole = ticks.filter(Number.isInteger)
  return whole.length >= 2 ? whole : ticks
}

/** With as many decimals as it takes to tell them apart. */
export function tickLabels(x: XAxis, ticks: readonly number[]): string[] {
  if (x.labels) return x.labels(ticks)
  const labels = ticks.map((tick) => x.format(tick))
  return new Set(labels).size === labels.length ? labels : formatTicks(ticks)
}
