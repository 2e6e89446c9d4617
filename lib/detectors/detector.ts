/** What a detector is, and what it may know. */
import type { Severity } from '../run.ts'
import type { Accuracy } from './memory/accuracy.ts'
import type { GradientNorm, LearningRate } from './memory/companions.ts'
import type { Component } from './memory/components.ts'
import type { RunFacts } from './memory/facts.ts'
import type { Level } from './memory/level.ts'
import type { Rows } from './memory/rows.ts'
import type { Sibling } from './memory/siblings.ts'
import type { SeriesRole } from './series-names.ts'

export { type KnownLevel, noFacts, type RunFacts } from './memory/facts.ts'

/** A point as a detector sees it; or a bin, which has the step of its last row and the mean of all. `row` counts the series' points from 0. */
export type Observation = { row: number; step: number; value: number; time: number }

/**
 * What surrounds a point. `rows` and `level` hold the series up to and with it, its last rows and the plot of all; `twin` is the
 * training series of a validation one.
 */
export type Context = {
  facts: RunFacts
  role: SeriesRole
  rows: Rows
  level: Level
  twin: Level | null
  twinRows: Rows | null
  learningRate: LearningRate | null
  gradientNorm: GradientNorm | null
  accuracy: Accuracy
  /** What the run logs of reinforcement learning. */
  reinforcement: SeriesRole['reinforcement']
  /** The same series of other runs, along their ways. */
  siblings: readonly Sibling[]
  /** Whether what this detector raises would be refused now, so that it need not look for evidence. */
  isSilenced: boolean
  /** The parts of this loss, where the run logs them, as they stand at this moment. */
  components(): readonly Component[]
  /** Whether the run is taught by pairs: which of two is preferred is a guess among two. */
  isOfPairs: boolean
  /** The validation series of a training one. */
  validation(): Level | null
  /** Whether some loss of the run is not finite now: what is measured beside it only says so again. */
  isLossBroken(): boolean
}

/**
 * One side of a game of two networks, or a loss whose target moves. Beside a reward the loss is that of a policy; a divergence alone
 * may be a part of a loss, but one that begins at exactly 0 has a policy that has not left its reference yet.
 */
export function isGame({ role, facts, reinforcement, level }: Context): boolean {
  if (role.ganLike || facts.tags.includes('gan') || reinforcement === 'reward') return true
  return reinforcement === 'kl' && level.first === 0
}

/** Whether a row is the loss of a batch or a few, as far as the run says: a part of an epoch, and of training. */
export function isBatchRow(context: Context): boolean {
  return isPartOfEpoch(context, context.rows.stride)
}

/** Whether a bin is. */
export function isBatchBin(context: Context): boolean {
  return isPartOfEpoch(context, context.rows.stride * context.level.binRows)
}

function isPartOfEpoch({ role, facts: { stepsPerEpoch } }: Context, steps: number): boolean {
  return role.split !== 'validation' && stepsPerEpoch !== null && steps < stepsPerEpoch
}

/** Series that have detectors of their own; a metric has them from its first value on that is not finite. */
export type WatchedKind = 'loss' | 'gradient-norm' | 'metric'

export type Evidence = Record<string, number | number[]>

/** What a detector has to say after a point: a trouble begins, is now known better, or is over. */
export type Verdict =
  /** `step` is the first bad one: at or before the step of this point. */
  | { kind: 'raise'; severity: Severity; step: number; evidence: Evidence; causes: string[] }
  | { kind: 'update'; evidence: Evidence; causes?: string[]; severity?: Severity }
  | { kind: 'clear'; evidence?: Evidence }

/** A number of a rule that its reader may set; the bounds are inclusive. */
export type Threshold = { default: number; min: number; max: number; unit: string; meaning: string }
export type Limits = Readonly<Record<string, number>>

/**
 * One trouble, looked for whether it is `open` (raised and not cleared) or not. What is sudden is asked of every row, what is slow of
 * every bin of the plot once it has filled; as long as a bin is one row, these are the same. A detector keeps its memory in `state`, a
 * small flat object that goes through JSON, and reads nothing else that changes: the same points always give the same verdicts. A
 * raise may be refused (see `memory/turn.ts`); then `open` stays false.
 */
export type Detector<State extends object = object> = {
  code: string
  /** What kind of series it looks at: losses when left out. */
  watches?: WatchedKind
  /** Codes that, while open in the same series, silence this one. */
  mutedBy: readonly string[]
  /** Codes that do so only where they are more than a piece of information. */
  mutedByWarnings?: readonly string[]
  /** False when a part of a composed loss, or one side of a game, tells nothing by rising or standing still. */
  certain: boolean
  /** What can be set; who looks gets the values as `limits`. */
  thresholds: Readonly<Record<string, Threshold>>
  start(): State
  atRow?(state: State, at: Observation, context: Context, open: boolean, limits: Limits): Verdict | null
  atBin?(state: State, at: Observation, context: Context, open: boolean, limits: Limits): Verdict | null
  /** The run has ended: what is open may be more than a note now. No raise. */
  atEnd?(state: State): Verdict | null
  /** Bins have become twice as wide: what was counted in bins counts half. */
  coarsen?(state: State): void
}
