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
import { type Cursor, limitOf, nextOf } from './cursor.ts'
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

/** A learning rate, which explains others, or a series that nobody watches, is only known by its kind. */
type Bystander = { kind: 'learning-rate' | 'other' }

export type Watch = {
  facts: RunFacts
  /** By name. No entry is ever changed: `observe` puts a new one in its place. */
  series: Record<string, SeriesWatch | Bystander>
  learningRate: LearningRate | null
  gradientNorm: GradientNorm | null
  /** That the run is silent, while it is. */
  stalled: Finding | null
}

export function startWatch(facts: RunFacts): Watch {
  return { facts, series: {}, learningRate: null, gradientNorm: null, stalled: null }
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
  const [first] = points.filter(({ steps }) => steps.length > 0)
  if (first && watch.stalled) {
    found.push({ ...watch.stalled, resolvedStep: first.steps[0] as number })
    watch.stalled = null
  }
  for (let cursor = nextOf(cursors); cursor; cursor = nextOf(cursors)) {
    const {
      columns,
      target: { turn, kind },
    } = cursor
    const until = limitOf(cursors, cursor)
    do {
      const step = columns.steps[cursor.index] as number
      const value = columns.values[cursor.index] as number
      if (kind === 'learning-rate') watch.learningRate = followLearningRate(watch.learningRate, step, value)
      if (kind === 'gradient-norm') watch.gradientNorm = followGradientNorm(watch.gradientNorm, step, value)
      if (turn) {
        turn.context.learningRate = watch.learningRate ?? fixedRate
        turn.context.gradientNorm = watch.gradientNorm
        takePoint(turn, step, value, columns.times[cursor.index] as number, found)
      }
      cursor.index++
    } while (cursor.index < columns.steps.length && (columns.steps[cursor.index] as number) < until)
  }
  return found
}

/** What the points of a column do: a watched series takes its turn, the others are followed. */
type Target = { kind: SeriesRole['kind']; turn: Turn | null }

function cursorsOf(watch: Watch, runId: string, points: readonly SeriesColumns[]): Cursor<Target>[] {
  // All are entered before any is copied: entering a training series links it to its validation series.
  for (const { name } of points) if (!Object.hasOwn(watch.series, name)) meet(watch, name)
  const turns = new Map<string, Turn>()
  const cursors: Cursor<Target>[] = []
  for (const columns of points) {
    const entry = watch.series[columns.name]
    if (columns.steps.length === 0 || !entry) continue
    if (!('level' in entry)) {
      if (entry.kind !== 'other')
        cursors.push({ columns, index: 0, rank: 0, target: { kind: entry.kind, turn: null } })
      continue
    }
    // A series may come in several columns of one event.
    const turn = turns.get(columns.name) ?? takeTurn(watch, runId, entry)
    turns.set(columns.name, turn)
    const split = turn.context.role.split === 'train' ? 1 : 2
    const rank = entry.kind === 'loss' ? split : 0
    cursors.push({ columns, index: 0, rank, target: { kind: entry.kind, turn } })
  }
  for (const { series, context } of turns.values()) {
    const twin = series.twin === null ? undefined : watch.series[series.twin]
    if (twin && 'level' in twin) context.twin = twin.level
  }
  return cursors
}

function takeTurn(watch: Watch, runId: string, entry: SeriesWatch): Turn {
  const series = copySeriesWatch(entry)
  watch.series[entry.name] = series
  return beginTurn(runId, series, {
    facts: watch.facts,
    role: roleOf(entry.name),
    level: series.level,
    twin: null,
    learningRate: null,
    gradientNorm: null,
  })
}

/** Enters a series. Of several learning rates or gradient norms (one per layer, per group) the first one counts. */
function meet(watch: Watch, name: string): void {
  const { kind, base, split } = roleOf(name)
  const entries = Object.values(watch.series)
  const isTaken = kind !== 'loss' && entries.some((entry) => entry.kind === kind)
  if (isTaken || kind === 'other' || kind === 'learning-rate') {
    watch.series[name] = { kind: isTaken || kind === 'other' ? 'other' : 'learning-rate' }
    return
  }
  const series = startSeriesWatch(name, kind)
  watch.series[name] = series
  if (kind !== 'loss') return
  for (const other of entries) {
    if (!('level' in other) || other.kind !== 'loss') continue
    const role = roleOf(other.name)
    if (role.base !== base || role.split === split) continue
    if (split === 'validation') series.twin ??= other.name
    else if (other.twin === null) watch.series[other.name] = { ...other, twin: name }
  }
}
