/** Other runs of the same project with the same loss: where each stood along its way. */
import { roleOf } from '../series-names.ts'
import type { RunFacts } from './facts.ts'
import { type Level, medianBack, medianError } from './level.ts'
import { noiseOfMean } from './noise.ts'
import type { Rows } from './rows.ts'

/** What a series had come to at a step: the median over the last eighth of its way, and the standard error of that. */
export type Reached = { step: number; level: number; error: number }

/** The same series of another run; what its steps mean is told by its stride, its plan and its epochs. */
export type Sibling = Pick<RunFacts, 'plannedSteps' | 'stepsPerEpoch'> & {
  start: number
  rows: number
  stride: number
  /** Where the longest of all the siblings ended, and whether most of them went about as far: then steps are shares of the way. */
  longest: number
  areAlike: boolean
  /** By rising step, from a tenth of its way to its end. */
  curve: readonly Reached[]
}

/** By the name of the series, each with at most as many as runs were asked for. */
export type Siblings = ReadonlyMap<string, readonly Sibling[]>

export const noSiblings: Siblings = new Map()

/** What begins is no yardstick: the first tenth of its way, and what fewer bins would tell. */
const leastShare = 0.1
const fewestBins = 8
/** Each place of a curve lies a seventh further on than the one before: seventeen lead to its end. */
const placeRatio = 1.15
/** The level is taken over an eighth of the way, between this many bins. */
const windowShift = 3
const fewestInWindow = 3
const mostInWindow = 16
/** The longest of them is at most this many times as long as the middle one. */
const alikeLengths = 1.5
/** A run may log thousands of losses: this many are compared. */
const mostNames = 100
/** What is broken at its end, or never learned, says nothing of how far others should be. */
const unfit = ['diverged', 'non-finite', 'masked-nan', 'not-learning', 'climbing']

/** What is needed of a watched run. */
type WatchedSeries = {
  kind: string
  level?: Level
  rows?: Rows
  open?: Readonly<Record<string, { severity: string }>>
}
type Watched = {
  facts: Pick<RunFacts, 'plannedSteps' | 'stepsPerEpoch'>
  series: Readonly<Record<string, WatchedSeries>>
}

/** The siblings that these watched runs make. Losses that never got below their start tell nothing, nor do parts of a loss. */
export function siblingsOf(watches: readonly Watched[]): Siblings {
  const siblings = new Map<string, Sibling[]>()
  for (const { facts, series } of watches)
    for (const [name, entry] of Object.entries(series)) {
      const known = siblings.get(name)
      if ((!known && siblings.size >= mostNames) || roleOf(name).component) continue
      const sibling = siblingOf(entry, facts)
      if (sibling) siblings.set(name, [...(known ?? []), sibling])
    }
  for (const [name, all] of siblings) siblings.set(name, measured(all))
  return siblings
}

/** With what their lengths say of each other. */
function measured(siblings: readonly Sibling[]): Sibling[] {
  const ends = siblings.map(({ curve }) => curve.at(-1)?.step ?? 0).sort((a, b) => a - b)
  const longest = ends.at(-1) ?? 0
  const areAlike = longest <= alikeLengths * (ends[(ends.length - 1) >> 1] as number)
  return siblings.map((sibling) => ({ ...sibling, longest, areAlike }))
}

function siblingOf(
  { kind, level, rows, open = {} }: WatchedSeries,
  { plannedSteps, stepsPerEpoch }: Watched['facts'],
): Sibling | null {
  if (kind !== 'loss' || !level || !rows || level.best >= level.start) return null
  if (unfit.some((code) => code in open && open[code]?.severity !== 'info')) return null
  const curve = curveOf(level, rows)
  if (curve.length === 0) return null
  return {
    ...{ start: level.start, rows: rows.count, stride: strideOf(rows), plannedSteps, stepsPerEpoch, curve },
    ...{ longest: 0, areAlike: false },
  }
}

/** Steps from row to row, on the average. */
export function strideOf({ span, count }: Pick<Rows, 'span' | 'count'>): number {
  return count > 1 ? span / (count - 1) : 0
}

/** Bins of the last eighth of a plot of `bins`. */
export function windowOf(bins: number): number {
  return Math.min(mostInWindow, Math.max(fewestInWindow, bins >> windowShift))
}

function curveOf(level: Level, rows: Rows): Reached[] {
  const { n, kept } = level
  // A plot whose beginning is forgotten was written in parts: its last stride is that of what is left.
  const rowSteps = kept === n && rows.finite > 1 ? rows.span / (rows.finite - 1) : rows.stride
  const curve: Reached[] = []
  let last = 0
  for (let place = n; place >= leastShare * n; place /= placeRatio) {
    const bins = Math.ceil(place)
    const known = bins - (n - kept)
    if (known < fewestBins) break
    if (bins === last) continue
    last = bins
    const step = rows.step - ((n - bins) * level.binRows + level.filled) * rowSteps
    curve.push({ step, ...levelAfter(level, known, windowOf(bins)) })
  }
  return curve.reverse()
}

/** Where a plot stood when it had `known` of its bins. */
function levelAfter(level: Level, known: number, window: number): Omit<Reached, 'step'> {
  const skipped = level.kept - known
  const then = { ring: level.ring, end: level.end - skipped, kept: known }
  return {
    level: medianBack(level, window, skipped),
    error: medianError * noiseOfMean(then, 0, window),
  }
}
