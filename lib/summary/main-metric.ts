/** The one metric by which a run is told at a glance: the one that the run names, else its loss, else the first there is. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import type { Run } from '../run.ts'
import { isSystemSeries } from '../system/system-series.ts'
import { isBookkeeping } from './metric.ts'

/** What a run says of its metrics. */
export type Said = Pick<Run, 'mainMetric' | 'directions'>

export const nothingSaid: Said = { mainMetric: null, directions: {} }

/** The metric that speaks for a run; of losses the validation loss, else the training loss. Null where there is no series. */
export function mainMetric(all: readonly string[], said: Said): string | null {
  const names = all.filter((name) => !isSystemSeries(name))
  if (said.mainMetric !== null && names.includes(said.mainMetric)) return said.mainMetric
  const losses = names.filter((name) => roleOf(name).kind === 'loss' && !roleOf(name).component)
  const plain = losses.filter((name) => roleOf(name).base === 'loss')
  const candidates = plain.length ? plain : losses
  return candidates.find((name) => roleOf(name).split === 'validation') ?? candidates[0] ?? first(names)
}

/** Of series of which none is known as a loss. */
function first(names: readonly string[]): string | null {
  const telling = names.find((name) => {
    const { kind } = roleOf(name)
    return (kind === 'other' || kind === 'accuracy' || kind === 'loss') && !isBookkeeping(name)
  })
  return telling ?? names[0] ?? null
}

/** The main metric on all its splits: what a run's curve is. */
export function mainSeries(names: readonly string[], said: Said): string[] {
  const main = mainMetric(names, said)
  return main === null ? [] : names.filter((name) => name === main || isTwin(name, main))
}

function isTwin(name: string, main: string): boolean {
  const { kind, base, component } = roleOf(name)
  const wanted = roleOf(main)
  return kind === wanted.kind && base === wanted.base && (kind !== 'loss' || !component)
}

/** Whether the main metric is one that the run names, or a loss by its name, and no guess. */
export function isMainKnown(main: string, said: Said): boolean {
  return main === said.mainMetric || roleOf(main).kind === 'loss'
}
