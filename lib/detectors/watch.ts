/** The watch over one run: all that the recorder needs of the detectors. Plain data, kept with the run. */
import type { Finding } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import {
  followGradientNorm,
  followLearningRate,
  type GradientNorm,
  type LearningRate,
  learningRateOfFacts,
} from './companions.ts'
import type { RunFacts } from './detector.ts'
import { roleOf, type SeriesRole } from './series-names.ts'
import {
  beginTurn,
  copySeriesWatch,
  type SeriesWatch,
  startSeriesWatch,
  type Turn,
  takePoint,
} from './series-watch.ts'

/** A series that explains others, or one that nobody watches, is only known by its kind. */
type Bystander = { role: { kind: Exclude<SeriesRole['kind'], 'loss'> } }

export type Watch = {
  facts: RunFacts
  /** By name. No entry is ever changed: `observe` puts a new one in its place. */
  series: Record<string, SeriesWatch | Bystander>
  learningRate: LearningRate | null
  gradientNorm: GradientNorm | null
}

export function startWatch(facts: RunFacts): Watch {
  return { facts, series: {}, learningRate: null, gradientNorm: null }
}

/** A watch that goes its own way from here. Cheap: the entries are shared until they are replaced. */
export function copyWatch(watch: Watch): Watch {
  return { ...watch, series: { ...watch.series } }
}

/** New facts count from the next point on; what was found stays found. */
export function updateFacts(watch: Watch, facts: RunFacts): void {
  watch.facts = facts
}

/**
 * Takes in the points of one event, moving `watch` on in place. Returns, in the order of the points, new findings and
 * known ones that changed or were resolved: those with the same id again. Points of all series go by rising step, at equal
 * steps learning rate and gradient norm first, then training, then validation.
 */
export function observe(watch: Watch, runId: string, points: readonly SeriesColumns[]): Finding[] {
  const cursors = cursorsOf(watch, runId, points)
  const fixedRate = learningRateOfFacts(watch.facts)
  const found: Finding[] = []
  for (let cursor = nextOf(cursors); cursor; cursor = nextOf(cursors)) {
    const { columns, turn, kind } = cursor
    const until = limitOf(cursors, cursor)
    if (turn) {
      turn.context.learningRate = watch.learningRate ?? fixedRate
      turn.context.gradientNorm = watch.gradientNorm
    }
    do {
      const step = columns.steps[cursor.index] as number
      const value = columns.values[cursor.index] as number
      if (turn) takePoint(turn, step, value, columns.times[cursor.index] as number, found)
      else if (kind === 'learning-rate')
        watch.learningRate = followLearningRate(watch.learningRate, step, value)
      else watch.gradientNorm = followGradientNorm(watch.gradientNorm, step, value)
      cursor.index++
    } while (cursor.index < columns.steps.length && (columns.steps[cursor.index] as number) < until)
  }
  return found
}

/** A place in one column. `rank` orders the columns at equal steps. */
type Cursor = {
  columns: SeriesColumns
  index: number
  rank: number
  kind: SeriesRole['kind']
  turn: Turn | null
}

function cursorsOf(watch: Watch, runId: string, points: readonly SeriesColumns[]): Cursor[] {
  const cursors: Cursor[] = []
  // All are entered before any is copied: entering a training series links it to its validation series.
  for (const { name } of points) if (!Object.hasOwn(watch.series, name)) meet(watch, name)
  for (const columns of points) {
    if (columns.steps.length === 0) continue
    const entry = watch.series[columns.name] as SeriesWatch | Bystander
    const { kind } = entry.role
    if (kind === 'other') continue
    if (!('level' in entry)) {
      cursors.push({ columns, index: 0, rank: 0, kind, turn: null })
      continue
    }
    const copy = copySeriesWatch(entry)
    watch.series[columns.name] = copy
    const context = {
      facts: watch.facts,
      role: copy.role,
      level: copy.level,
      twin: null,
      learningRate: null,
      gradientNorm: null,
    }
    const rank = copy.role.split === 'train' ? 1 : 2
    cursors.push({ columns, index: 0, rank, kind, turn: beginTurn(runId, copy, context) })
  }
  for (const { turn } of cursors) {
    const twin = turn?.series.twin ? watch.series[turn.series.twin] : null
    if (turn && twin && 'level' in twin) turn.context.twin = twin.level
  }
  return cursors
}

/** Enters a series. Of several learning rates or gradient norms (one per layer, per group) the first one counts. */
function meet(watch: Watch, name: string): void {
  const role = roleOf(name)
  const entries = Object.values(watch.series)
  if (role.kind !== 'loss') {
    const taken = entries.some((entry) => entry.role.kind === role.kind)
    watch.series[name] = { role: { kind: taken ? 'other' : role.kind } }
    return
  }
  const series = startSeriesWatch(name, role)
  watch.series[name] = series
  for (const other of entries) {
    if (!('level' in other) || other.role.base !== role.base || other.role.split === role.split) continue
    if (role.split === 'validation') series.twin ??= other.name
    else if (!other.twin) watch.series[other.name] = { ...other, twin: name }
  }
}

/** The column whose next point comes first. */
function nextOf(cursors: readonly Cursor[]): Cursor | null {
  let first: Cursor | null = null
  for (const cursor of cursors) {
    if (cursor.index >= cursor.columns.steps.length) continue
    if (!first || isBefore(cursor, first)) first = cursor
  }
  return first
}

function isBefore(a: Cursor, b: Cursor): boolean {
  const gap = (a.columns.steps[a.index] as number) - (b.columns.steps[b.index] as number)
  return gap < 0 || (gap === 0 && a.rank < b.rank)
}

/** Points of `chosen` before this step may be taken without looking at the other columns. */
function limitOf(cursors: readonly Cursor[], chosen: Cursor): number {
  let limit = Number.POSITIVE_INFINITY
  for (const { columns, index } of cursors) {
    if (columns !== chosen.columns && index < columns.steps.length)
      limit = Math.min(limit, columns.steps[index] as number)
  }
  return limit
}
