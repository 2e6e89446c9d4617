/**
 * The one metric by which a run is told at a glance: the one that the run names, else its loss, else the first there
 * is. Pure.
 */
import { roleOf, type SeriesRole } from '../detectors/series-names.ts'
import type { Run } from '../run.ts'
import { isSystemSeries } from '../system/system-series.ts'
import { isBookkeeping } from './metric.ts'

/** What a run says of its metrics. */
export type Said = Pick<Run, 'mainMetric' | 'directions'>

export const nothingSaid: Said = { mainMetric: null, directions: {} }

/** The metric that speaks for a run; of losses the validation loss, else the training loss. Null where there is no series. */
export function mainMetric(all: readonly string[], said: Said): string | null {
  // In one pass: there may be thousands, and a page asks again and again.
  const firsts: Partial<Record<'plainValidation' | 'plain' | 'validation' | 'loss', string>> = {}
  for (const name of all) {
    if (isSystemSeries(name)) continue
    if (name === said.mainMetric) return name
    const { kind, component, base, split } = roleOf(name)
    if (kind !== 'loss' || component) continue
    firsts.loss ??= name
    if (split === 'validation') firsts.validation ??= name
    if (base !== 'loss') continue
    firsts.plain ??= name
    if (split === 'validation') firsts.plainValidation ??= name
  }
  return firsts.plainValidation ?? firsts.plain ?? firsts.validation ?? firsts.loss ?? first(all)
}

/** Of series of which none is known as a loss. */
function first(all: readonly string[]): string | null {
  const names = all.filter((name) => !isSystemSeries(name))
  const telling = names.find((name) => {
    const { kind } = roleOf(name)
    return (kind === 'other' || kind === 'accuracy' || kind === 'loss') && !isBookkeeping(name)
  })
  return telling ?? names[0] ?? null
}

/** The main metric on all its splits: what a run's curve is. */
export function mainSeries(names: readonly string[], said: Said): string[] {
  const main = mainMetric(names, said)
  if (main === null) return []
  const wanted = roleOf(main)
  return names.filter((name) => name === main || isTwin(roleOf(name), wanted))
}

function isTwin({ kind, base, component }: SeriesRole, wanted: SeriesRole): boolean {
  return kind === wanted.kind && base === wanted.base && (kind !== 'loss' || !component)
}

/** Whether the main metric is one that the run names, or a loss by its name, and no guess. */
export function isMainKnown(main: string, said: Said): boolean {
  return main === said.mainMetric || roleOf(main).kind === 'loss'
}
