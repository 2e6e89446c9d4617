/** How Chart.js is set up for our lines: quiet axes of fixed width, our own ticks, a tooltip with exact values. */
import type { ChartOptions, TooltipItem } from 'chart.js'
import { formatNumber, formatTicks, formatWhole } from '../../../lib/format.ts'
import { linearTicks, type YScale } from '../../../lib/plot/y-scale.ts'
import { crossHair } from './cross-hair.ts'
import { type DrawnPoint, nearestIndex, type XAxis } from './line.ts'
import { endWidth } from './overlay.ts'
import type { Palette } from './palette.ts'

/** Also the place of `.first-picture` in globals.css. */
const axisWidth = 56
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
  isSingle,
}: Look): ChartOptions<'line'> {
  const labels = formatTicks(scale.ticks)
  const ticks = { color: palette.soft, font: { size: 11 } }
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: ['mousemove', 'mouseout', 'touchstart', 'touchmove'],
    // Without Chart.js's own padding, which would move the edge by the width of the last label.
    layout: {
      autoPadding: false,
      padding: { right: hasEnds ? endWidth : narrowEnd, top: hasTop ? topRow : topSpace },
    },
    interaction: { mode: 'nearestOfEachLine', intersect: false },
    scales: {
      x: {
        type: 'linear',
        afterBuildTicks: (axis) => {
          axis.ticks = (isSingle ? [(axis.min + axis.max) / 2] : ticksOf(x, axis.min, axis.max)).map(
            (value) => ({ value }),
          )
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
          padding: 6,
          callback: (_at, index) => labels[index] ?? '',
        },
      },
    },
    plugins: { tooltip: tooltipOf(palette, x) },
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

function tooltipOf(
  palette: Palette,
  x: XAxis,
): NonNullable<ChartOptions<'line'>['plugins']>['tooltip'] & object {
  const point = (item: TooltipItem<'line'>) => item.raw as unknown as DrawnPoint
  /** The step that the tooltip is headed with: of the point nearest to the pointer. */
  function stepOf(items: readonly { raw: unknown }[]): number {
    const at = crossHair.get() ?? 0
    const steps = items.map(({ raw }) => (raw as DrawnPoint).step)
    return steps.reduce(
      (best, step) => (Math.abs(step - at) < Math.abs(best - at) ? step : best),
      steps[0] ?? 0,
    )
  }
  /** Of a smoothed line, or of means, what is drawn bold, then what was logged. */
  function valuesOf(item: TooltipItem<'line'>): string {
    const { value, x: at } = point(item)
    const bold = item.chart.data.datasets[item.datasetIndex + 1]
    if (bold?.label !== '') return formatNumber(value)
    const drawn = bold.data as unknown as DrawnPoint[]
    const nearest = drawn[nearestIndex(drawn.length, (i) => (drawn[i] as DrawnPoint).x, at)]
    return nearest ? `${formatNumber(nearest.value)}, logged ${formatNumber(value)}` : formatNumber(value)
  }
  return {
    backgroundColor: palette.raised,
    borderColor: palette.line,
    borderWidth: 1,
    titleColor: palette.ink,
    bodyColor: palette.ink,
    footerColor: palette.soft,
    footerFont: { weight: 'normal', size: 11 },
    titleFont: { size: 12 },
    bodyFont: { size: 12 },
    padding: 8,
    boxWidth: 8,
    boxHeight: 2,
    animation: false,
    filter: (item) => item.dataset.label !== '',
    itemSort: (a, b) => point(b).value - point(a).value,
    callbacks: {
      title: (items) => {
        if (items.length === 0) return ''
        const step = stepOf(items)
        if (x.hidesStep || x.isFormula) return `${x.title} ${x.format(x.of(step))}`
        const named = `step ${formatWhole(step)}`
        return x.title === 'step' ? named : `${x.title} ${x.format(x.of(step))}, ${named}`
      },
      label: (item) => {
        const { step } = point(item)
        const words = `${item.dataset.label}  ${valuesOf(item)}`
        const isElsewhere = step !== stepOf(item.chart.tooltip?.dataPoints ?? [item])
        return isElsewhere && !x.isFormula && !x.hidesStep ? `${words} at step ${formatWhole(step)}` : words
      },
      footer: ([first]) => (first && !x.isFormula ? new Date(point(first).time).toLocaleString() : ''),
    },
  }
}
