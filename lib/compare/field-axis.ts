/** A field of runs as an axis: numbers on a scale, texts side by side. Pure. */
import { formatTicks } from '../format.ts'
import { createYScale } from '../plot/y-scale.ts'
import type { FieldValue } from '../query/index.ts'
import { type ComparedRun, distinct } from './compared-run.ts'
import type { MetricChoice } from './metric-choice.ts'
import { fieldOf, fieldsOf } from './run-fields.ts'
import { differs, usualColumns } from './run-order.ts'

export type FieldAxis = {
  name: string
  isLog: boolean
  /** `share`: from 0 at the low end to 1 at the high one. */
  ticks: { label: string; share: number }[]
  /** Null for what has no place: nothing, NaN, ±∞. */
  shareOf(value: FieldValue): number | null
}

/** Texts beside an axis that can be read. */
const mostTexts = 24
/** Positive numbers that lie this many times apart are easier told on a log scale, as learning rates are. */
const wide = 50

export function fieldAxis(runs: readonly ComparedRun[], name: string): FieldAxis {
  const values = runs.map((run) => fieldOf(run, name)).filter((value) => value !== null)
  return values.every((value) => typeof value === 'number')
    ? numberAxis(name, values)
    : textAxis(name, distinct(values.map(textOf)).sort())
}

function numberAxis(name: string, values: readonly number[]): FieldAxis {
  const finite = values.filter(Number.isFinite)
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const isLog = low > 0 && high / low >= wide
  const scale = createYScale(finite, isLog ? 'log' : 'linear', { whole: true })
  // Where numbers are too small to be divided, rounding may lead outside.
  const shareAt = (value: number) =>
    Math.min(1, Math.max(0, (scale.height(value) - scale.min) / (scale.max - scale.min))) || 0
  const labels = formatTicks(scale.ticks)
  return {
    ...{ name, isLog },
    ticks: scale.ticks.map((tick, at) => ({ label: labels[at] ?? '', share: shareAt(tick) })),
    shareOf: (value) => (typeof value === 'number' && Number.isFinite(value) ? shareAt(value) : null),
  }
}

function textAxis(name: string, texts: readonly string[]): FieldAxis {
  const shareAt = (at: number) => (at + 0.5) / texts.length
  const every = Math.ceil(texts.length / mostTexts)
  return {
    ...{ name, isLog: false },
    ticks: texts.flatMap((label, at) => (at % every === 0 ? [{ label, share: shareAt(at) }] : [])),
    shareOf(value) {
      const at = value === null ? -1 : texts.indexOf(textOf(value))
      return at < 0 ? null : shareAt(at)
    },
  }
}

function textOf(value: Exclude<FieldValue, null>): string {
  return typeof value === 'object' ? value.join(', ') : String(value)
}

const mostAxes = 8

/** What is worth an axis unless a person says otherwise: what was chosen and differs, then the metric. */
export function usualAxes(
  runs: readonly ComparedRun[],
  metrics: MetricChoice,
  metric: string | null,
): string[] {
  const fields = fieldsOf(runs)
  const chosen = usualColumns(runs, metrics).filter(
    (name) => fields.get(name) !== 'metric' && name !== 'seed' && differs(runs, name),
  )
  const axes = chosen.length > 0 ? chosen : ['seed']
  return [...axes.slice(0, mostAxes - 1), ...(metric === null ? [] : [metric])]
}
