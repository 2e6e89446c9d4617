/** The watch over one run: all that the recorder needs of the detectors. Plain data, kept with the run. */
import { byName, copyByName } from '../../by-name.ts'
import type { Finding } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'
import type { RunFacts } from '../detector.ts'
import { isSameResume, type Resume, resumeMark } from '../rules/resumed.ts'
import { roleOf, type SeriesRole } from '../series-names.ts'
import { type Accuracy, followAccuracy, noAccuracy } from './accuracy.ts'
import {
  followGradientNorm,
  followLearningRate,
  type GradientNorm,
  type LearningRate,
  learningRateOfFacts,
} from './companions.ts'
import { contextOf } from './context.ts'
import { type Cursor, mergeOf } from './cursor.ts'
import { isLate } from './late.ts'
import { meet, meetBroken, noTraits, type Roster, type Traits } from './roster.ts'
import { copySeriesWatch, type SeriesWatch } from './series-watch.ts'
import { noSiblings, type Siblings } from './siblings.ts'
import { beginTurn, endSeries, type Turn, takePoint } from './turn.ts'

export type Watch = {
  facts: RunFacts
  series: Roster
  traits: Traits
  learningRate: LearningRate | null
  gradientNorm: GradientNorm | null
  accuracy: Accuracy
  /** The last stretch of steps that was written a second time. */
  resume: Resume | null
  /** That the run is silent, while it is. */
  stalled: Finding | null
}

export function startWatch(facts: RunFacts): Watch {
  return {
    facts,
    series: byName(),
    traits: noTraits,
    ...{ learningRate: null, gradientNorm: null, accuracy: noAccuracy, resume: null, stalled: null },
  }
}

/** A watch that goes its own way from here. Cheap: the entries are shared until they are replaced. */
export function copyWatch(watch: Watch): Watch {
  return { ...watch, series: copyByName(watch.series) }
}

/** New facts count from the next point on; what was found stays found. */
export function updateFacts(watch: Watch, facts: RunFacts): void {
  watch.facts = facts
}

/**
 * Takes in the points of one event, moving `watch` on in place. Returns, in the order of the points, new findings and
 * known ones that changed or were resolved: those with the same id again. Points of all series go by rising step, at equal
 * steps what explains a loss first, then training, then validation, each with the parts of its loss before the whole, then
 * metrics that were broken.
 */
export function observe(
  watch: Watch,
  runId: string,
  points: readonly SeriesColumns[],
  siblings: Siblings = noSiblings,
): Finding[] {
  const found: Finding[] = []
  for (const _ of observing(watch, runId, points, siblings, found));
  return found
}

/** The run has come to its end. Returns open findings that weigh more now that nothing more comes. */
export function finish(watch: Watch, runId: string): Finding[] {
  const found: Finding[] = []
  const names = new Set(Object.keys(watch.series))
  for (const entry of Object.values(watch.series))
    if ('open' in entry && Object.keys(entry.open).length > 0)
      endSeries(takeTurn(watch, runId, own(watch, entry, names), noSiblings), found)
  return found
}

/** Points of one series between two pauses of `observing`. */
const pointsInOne = 1000

/** The same with pauses, in which others may go on, though not with this watch. Findings are added to `found`. */
export function* observing(
  watch: Watch,
  runId: string,
  points: readonly SeriesColumns[],
  siblings: Siblings,
  found: Finding[],
): Generator<void, void> {
  const cursors = yield* cursorsOf(watch, runId, points, siblings)
  const fixedRate = learningRateOfFacts(watch.facts)
  const [first] = points.filter(({ steps }) => steps.length > 0)
  if (first && watch.stalled) {
    found.push({ ...watch.stalled, resolvedStep: first.steps[0] as number })
    watch.stalled = null
  }
  const merge = mergeOf(cursors)
  for (let next = merge.next(); next; next = merge.next()) {
    const { cursor, until } = next
    const { turn } = cursor.target
    if (turn) {
      // Nothing but this series moves until its turn is over.
      turn.context.learningRate = watch.learningRate ?? fixedRate
      turn.context.gradientNorm = watch.gradientNorm
      turn.context.accuracy = watch.accuracy
    }
    do {
      const step = cursor.columns.steps[cursor.index] as number
      const value = cursor.columns.values[cursor.index] as number
      const time = cursor.columns.times[cursor.index] as number
      if (cursor.target.kind !== 'loss') followCompanion(watch, cursor.target, step, value)
      if (turn) {
        const late = isLate(watch, turn, step)
        if (!late && step < turn.series.rows.step) markResume(watch, turn, step, time, found)
        // Detectors go by step: of what comes late only that it is broken is told.
        if (!late || !Number.isFinite(value)) takePoint(turn, step, value, time, found)
      }
      cursor.index++
      if (cursor.index % pointsInOne === 0) yield
    } while (
      cursor.index < cursor.columns.steps.length &&
      (cursor.columns.steps[cursor.index] as number) < until
    )
    yield
  }
}

/** What explains a loss, or the norm of its gradient, which is watched as well. */
function followCompanion(watch: Watch, { kind, split, turn }: Target, step: number, value: number): void {
  if (kind === 'learning-rate') {
    const rate = followLearningRate(watch.learningRate, step, value)
    // Of several groups one may be frozen on purpose.
    watch.learningRate = rate && watch.traits.learningRates > 1 ? { ...rate, zeroSinceStep: null } : rate
  }
  if (kind === 'accuracy') watch.accuracy = followAccuracy(watch.accuracy, split, value)
  if (kind !== 'gradient-norm') return
  watch.gradientNorm = followGradientNorm(watch.gradientNorm, step, value)
  if (turn) turn.context.gradientNorm = watch.gradientNorm
}

/** What the points of a column do: a watched series takes its turn, the others are followed. */
type Target = Pick<SeriesRole, 'kind' | 'split'> & { turn: Turn | null }

function* cursorsOf(
  watch: Watch,
  runId: string,
  points: readonly SeriesColumns[],
  siblings: Siblings,
): Generator<void, Cursor<Target>[]> {
  const known = new Set(points.flatMap(({ name }) => (Object.hasOwn(watch.series, name) ? name : [])))
  // All are entered before any is copied: entering a training series links it to its validation series.
  watch.traits = meet(
    watch.series,
    points.map(({ name }) => name),
    watch.facts,
    watch.traits,
  )
  const turns = new Map<string, Turn>()
  const cursors: Cursor<Target>[] = []
  for (const columns of points) {
    meetBroken(watch.series, columns)
    const entry = watch.series[columns.name]
    if (columns.steps.length === 0 || !entry) continue
    if (!('level' in entry)) {
      const { split } = roleOf(columns.name)
      if (entry.kind !== 'other')
        cursors.push({ columns, index: 0, rank: 0, target: { kind: entry.kind, split, turn: null } })
      continue
    }
    // A series may come in several columns of one event.
    const turn = turns.get(columns.name) ?? takeTurn(watch, runId, own(watch, entry, known), siblings)
    turns.set(columns.name, turn)
    const { split, component } = turn.context.role
    const rank = rankOf(entry.kind, split, component)
    const kind = entry.kind === 'metric' ? companionKind(columns.name) : entry.kind
    cursors.push({ columns, index: 0, rank, target: { kind, split, turn } })
    yield
  }
  for (const { series, context } of turns.values()) {
    const twin = series.twin === null ? undefined : watch.series[series.twin]
    if (!twin || !('level' in twin)) continue
    context.twin = twin.level
    context.twinRows = twin.rows
  }
  return cursors
}

function rankOf(kind: SeriesWatch['kind'], split: SeriesRole['split'], isComponent: boolean): number {
  if (kind === 'metric') return 5
  return kind === 'loss' ? (split === 'train' ? 2 : 4) - (isComponent ? 1 : 0) : 0
}

/** What a broken metric still explains. */
function companionKind(name: string): Target['kind'] {
  return roleOf(name).kind === 'accuracy' ? 'accuracy' : 'other'
}

/** The entry as one that may be moved on: of those that were there before, other watches may hold the same. */
function own(watch: Watch, entry: SeriesWatch, known: ReadonlySet<string>): SeriesWatch {
  if (!known.has(entry.name)) return entry
  const copy = copySeriesWatch(entry)
  watch.series[entry.name] = copy
  return copy
}

function takeTurn(watch: Watch, runId: string, series: SeriesWatch, siblings: Siblings): Turn {
  return beginTurn(runId, series, contextOf(watch, series, siblings))
}

/** A loss whose steps go back: the run was resumed. Its findings stay, its level forgets what is written again. */
function markResume(
  watch: Watch,
  { series, runId }: Turn,
  step: number,
  time: number,
  found: Finding[],
): void {
  if (series.kind !== 'loss' || isSameResume(watch.resume, { step, from: series.rows.step })) return
  const losses = Object.values(watch.series).flatMap((entry) => ('level' in entry ? entry.rows.step : []))
  watch.resume = { step, from: Math.max(...losses) }
  const finding = resumeMark(runId, series.name, watch.resume, time)
  if (!watch.facts.muted?.includes(finding.code)) found.push(finding)
}
