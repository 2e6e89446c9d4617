/** Which series of a run are watched, which only explain others, and how they belong together. */
import { type Component, isComponentOf, wrongCodes } from './components.ts'
import { roleOf, type SeriesRole } from './series-names.ts'
import { type SeriesWatch, startSeriesWatch } from './series-watch.ts'

/** What explains others, or what nobody watches, is only known by its kind. */
type Bystander = { kind: 'learning-rate' | 'accuracy' | 'other' }

/** By name. No entry is ever changed: a new one is put in its place. */
export type Roster = Record<string, SeriesWatch | Bystander>

/** Whether a series is the loss of a split, beside which a measure of it says the same a second time. */
function isLossOf(entry: Roster[string], wanted: SeriesRole['split']): boolean {
  if (!('level' in entry)) return false
  const { kind, base, split } = roleOf(entry.name)
  return kind === 'loss' && base === 'loss' && split === wanted
}

/**
 * Enters a series. Of several learning rates or gradient norms (one per layer, per group) the first one counts; a measure is
 * watched where there is no loss: a run that is trained with another loss may well get worse by it.
 */
export function meet(roster: Roster, name: string): void {
  const { kind, base, split, measure } = roleOf(name)
  const entries = Object.values(roster)
  const isTaken = kind !== 'loss' && kind !== 'accuracy' && entries.some((entry) => entry.kind === kind)
  if (isTaken || kind === 'other' || kind === 'learning-rate' || kind === 'accuracy') {
    roster[name] = { kind: isTaken || kind === 'gradient-norm' ? 'other' : kind }
    return
  }
  if (measure && entries.some((entry) => isLossOf(entry, split))) {
    roster[name] = { kind: 'other' }
    return
  }
  const series = startSeriesWatch(name, kind)
  roster[name] = series
  if (kind !== 'loss') return
  for (const other of entries) {
    if (!('level' in other) || other.kind !== 'loss') continue
    const role = roleOf(other.name)
    const isSaidTwice = role.measure && isLossOf(series, role.split)
    if (isSaidTwice && Object.keys(other.open).length === 0) roster[other.name] = { kind: 'other' }
    if (role.base !== base || role.split === split) continue
    if (split === 'validation') series.twin ??= other.name
    else if (other.twin === null) roster[other.name] = { ...other, twin: name }
  }
}

/** The parts of a loss with the step since which each has been wrong. */
export function componentsOf(roster: Roster, whole: SeriesRole): Component[] {
  return Object.values(roster).flatMap((entry) => {
    if (!('level' in entry) || !isComponentOf(roleOf(entry.name), whole)) return []
    const steps = wrongCodes.flatMap((code) => entry.open[code]?.step ?? [])
    return [{ name: entry.name, wrongSince: steps.length ? Math.min(...steps) : null }]
  })
}
