/** Which series of a run are watched, which only explain others, and how they belong together. */

import type { SeriesColumns } from '../../series.ts'
import { isOfPairs, roleOf, type SeriesRole } from '../series-names.ts'
import { type Component, isComponentOf, wrongCodes } from './components.ts'
import type { RunFacts } from './facts.ts'
import type { Level } from './level.ts'
import { roleBeside, roleInRun } from './role-in-run.ts'
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

/** What entering a series asks of those that are there, so that entering thousands of them takes time in proportion. */
type Known = {
  kinds: Set<string>
  /** Splits that have their loss, and those on which some loss is watched. */
  lossOf: Set<SeriesRole['split']>
  watchedOn: Set<SeriesRole['split']>
  /** Names of watched losses by their base, and of those that are measures by their split. */
  byBase: Map<string, string[]>
  measures: Map<SeriesRole['split'], string[]>
}

function addTo<K>(groups: Map<K, string[]>, key: K, name: string): void {
  const group = groups.get(key)
  if (group) group.push(name)
  else groups.set(key, [name])
}

function note(known: Known, name: string, entry: SeriesWatch | Bystander): void {
  known.kinds.add(entry.kind)
  if (!('level' in entry) || entry.kind !== 'loss') return
  const { base, split, measure } = roleOf(name)
  known.watchedOn.add(split)
  if (isLossOf(entry, split)) known.lossOf.add(split)
  addTo(known.byBase, base, name)
  if (measure) addTo(known.measures, split, name)
}

/** What is known of a roster to which nothing is added but by `meet`. */
const knownOf = new WeakMap<Roster, Known>()

function readKnown(roster: Roster): Known {
  const known: Known = {
    ...{ kinds: new Set(), lossOf: new Set(), watchedOn: new Set() },
    ...{ byBase: new Map(), measures: new Map() },
  }
  for (const name in roster) note(known, name, roster[name] as Roster[string])
  return known
}

function knownIn(roster: Roster): Known {
  const known = knownOf.get(roster) ?? readKnown(roster)
  knownOf.set(roster, known)
  return known
}

/** Whether some loss on this split is watched. */
export function hasLossOn(roster: Roster, split: SeriesRole['split']): boolean {
  return knownIn(roster).watchedOn.has(split)
}

/** What a series is beside those that the run logs with it. */
export function roleIn(roster: Roster, name: string, facts: RunFacts): SeriesRole {
  return roleBeside(name, facts, knownIn(roster).lossOf.has(roleOf(name).split))
}

/**
 * What names tell of a whole run: whether it logs rewards, or is taught by pairs of which one is preferred, and how many learning rates
 * it has, one for each group of parameters.
 */
export type Traits = {
  reinforcement: SeriesRole['reinforcement']
  isOfPairs: boolean
  learningRates: number
}

export const noTraits: Traits = { reinforcement: null, isOfPairs: false, learningRates: 0 }

/** Enters the series that the roster does not have yet, in their order. Returns the traits with what their names tell. */
export function meet(roster: Roster, names: readonly string[], facts: RunFacts, traits: Traits): Traits {
  const fresh = names.filter((name) => !Object.hasOwn(roster, name))
  if (fresh.length === 0) return traits
  const known = knownIn(roster)
  const told = { ...traits }
  for (const name of new Set(fresh)) {
    enter(roster, known, name, facts)
    note(known, name, roster[name] as Roster[string])
    const { kind, reinforcement } = roleOf(name)
    if (kind === 'learning-rate') told.learningRates++
    told.isOfPairs ||= isOfPairs(name)
    if (reinforcement !== null && told.reinforcement !== 'reward') told.reinforcement = reinforcement
  }
  return told
}

/**
 * Enters a series. Of several learning rates or gradient norms (one per layer, per group) the first one counts; a measure is
 * watched where there is no loss: a run that is trained with another loss may well get worse by it.
 */
function enter(roster: Roster, known: Known, name: string, facts: RunFacts): void {
  const { kind, base, split, measure } = roleInRun(name, facts)
  const isTaken = kind !== 'loss' && kind !== 'accuracy' && known.kinds.has(kind)
  if (isTaken || kind === 'other' || kind === 'learning-rate' || kind === 'accuracy') {
    roster[name] = { kind: isTaken || kind === 'gradient-norm' ? 'other' : kind }
    return
  }
  if (measure && known.lossOf.has(split) && name !== facts.mainMetric) {
    roster[name] = { kind: 'other' }
    return
  }
  const series = startSeriesWatch(name, kind)
  roster[name] = series
  if (kind !== 'loss') return
  if (isLossOf(series, split))
    for (const other of watchedOf(roster, known.measures.get(split)))
      if (Object.keys(other.open).length === 0) roster[other.name] = { kind: 'other' }
  for (const other of watchedOf(roster, known.byBase.get(base))) {
    if (roleOf(other.name).split === split) continue
    if (split === 'validation') {
      series.twin = other.name
      return
    }
    if (other.twin === null) roster[other.name] = { ...other, twin: name }
  }
}

function watchedOf(roster: Roster, names: readonly string[] = []): SeriesWatch[] {
  return names.flatMap((name) => {
    const entry = roster[name]
    return entry && 'level' in entry ? [entry] : []
  })
}

/** A metric is watched from its first value on that is not finite: until then its kind is all that is kept of it. */
export function meetBroken(roster: Roster, { name, values }: SeriesColumns): void {
  const entry = roster[name]
  if (!entry || 'level' in entry || entry.kind === 'learning-rate') return
  if (!values.every(Number.isFinite)) roster[name] = startSeriesWatch(name, 'metric')
}

/** Where the validation series stands whose training series this one is; null where there is none. */
export function validationOf(roster: Roster, name: string): Level | null {
  const alike = watchedOf(roster, knownIn(roster).byBase.get(roleOf(name).base))
  return alike.find(({ twin }) => twin === name)?.level ?? null
}

/** Whether some loss of the run is not finite now. */
export function isLossBroken(roster: Roster): boolean {
  return Object.values(roster).some((entry) => 'level' in entry && 'non-finite' in entry.open)
}

/** The parts of a loss with the step since which each has been wrong. */
export function componentsOf(roster: Roster, whole: SeriesRole, facts: RunFacts): Component[] {
  return Object.values(roster).flatMap((entry) => {
    if (!('level' in entry) || !isComponentOf(roleIn(roster, entry.name, facts), whole)) return []
    const steps = wrongCodes.flatMap((code) => entry.open[code]?.step ?? [])
    const wrongSince = steps.length ? Math.min(...steps) : null
    return [{ name: entry.name, wrongSince, blewUp: 'diverged' in entry.open }]
  })
}
