/** The curves of one chart of all live runs. Pure. */
import { inUnit } from '../../../lib/compare/unit.ts'
import { columnsOf } from '../../../lib/series.ts'
import { attentionOf } from '../../../lib/summary/attention.ts'
import { divergedAt } from '../../../lib/summary/diverged-at.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import type { BadPoint, Curve } from '../chart/curve.ts'
import type { LiveItem } from './live-item.ts'

/** `name`: its series. */
export type OverlaidLoss = Curve & { name: string }

export const hues = 8
/** Of this many runs each has its name at its end. */
const fewRuns = 8

/** Ids of the losses that the runs are trained with, '' for those that say none. */
export function overlaidLosses(live: readonly LiveItem[]): string[] {
  return [...new Set(live.map(({ row }) => row.view.run.loss?.id ?? ''))]
}

/**
 * A hue for each loss, dashes where there are more losses than hues. Runs without values, or without a share of their
 * start, have none.
 */
export function overlaid(
  live: readonly LiveItem[],
  asShare: boolean,
): { lines: OverlaidLoss[]; bad: BadPoint[] } {
  const losses = overlaidLosses(live)
  const bad: BadPoint[] = []
  const lines = live.flatMap(({ row, tone }): OverlaidLoss[] => {
    const { run, series } = row.view
    const name = mainMetric(Object.keys(row.latest), run)
    const held = name === null ? undefined : series[name]
    if (name === null || !held?.length) return []
    const columns = columnsOf(held)
    const toUnit = inUnit(asShare ? 'start' : 'values', run, columns.values)
    if (!toUnit) return []
    const values = columns.values.map(toUnit)
    const place = losses.indexOf(run.loss?.id ?? '')
    const needs = attentionOf(tone) === 'needs'
    const hue = place % hues
    const first = values.findIndex((value) => !Number.isFinite(value))
    if (first >= 0)
      bad.push({ x: columns.steps[first] as number, value: values[first] as number, hue, label: run.name })
    return [
      {
        ...{ key: run.id, of: run.id, group: run.loss?.id ?? '', label: run.name, name },
        ...{ hue, dash: Math.floor(place / hues), width: needs ? 2.5 : 1.2, opacity: needs ? 1 : 0.45 },
        ...{ xs: columns.steps, values, told: { ...columns, values } },
        awayFrom: divergedAt(row.view.findings, [name]),
        isNamed: needs || live.length <= fewRuns,
      },
    ]
  })
  return { lines, bad }
}
