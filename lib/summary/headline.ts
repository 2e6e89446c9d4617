/** The sentence that says whether a run is all right. Pure; without the words of findings, which not every page has. */

import { roleOf } from '../detectors/series-names.ts'
import { headline } from '../detectors/words/headline.ts'
import { sayStepOf } from '../detectors/words/numbers.ts'
import type { Standing } from '../detectors/words/standing.ts'
import { formatDuration, formatEstimate, formatNumber } from '../format.ts'
import { type Finding, isLive, type Run } from '../run.ts'
import { isMainKnown, mainMetric } from './main-metric.ts'
import type { StepValue } from './run-summary.ts'
import { workMs } from './work-time.ts'

/** `watch`: it goes on with nothing wrong, but with a note that it does not learn, or no more. */
export type HeadlineTone = 'critical' | 'warning' | 'watch' | 'good' | 'live' | 'quiet'
export type RunHeadline = { tone: HeadlineTone; text: string }

/** What the sentence is made from: the newest and the best value of each series. */
export type HeadlineFacts = {
  run: Run
  findings: readonly Finding[]
  latest: Readonly<Record<string, StepValue>>
  best: Readonly<Record<string, StepValue>>
  /** Time of the newest point by its program's clock, in ms; null without points. */
  lastPointAt: number | null
  /** When the page heard of it, by its own clock: a program's clock may be an hour off. */
  heardAt?: number | null
  /** Non-finite values of a series in all, where that is known. */
  nonFiniteOf?: (series: string) => number | null
}

/** A run that has been silent for longer than this is said to be so. */
export const silentMs = 40_000

/** What is said of the finding that speaks for a run. */
export type Say = (finding: Finding, facts: HeadlineFacts, now: number) => { title: string; happened: string }

export function headlineWith(say: Say, facts: HeadlineFacts, now: number): RunHeadline {
  const { run } = facts
  const finding = headline(facts.findings)
  const trouble = finding && finding.severity !== 'info' ? finding : null
  const words = trouble ? troubleWords(trouble, say(trouble, facts, now), divergedBefore(facts, trouble)) : ''
  const tone = toneOf(trouble)
  switch (run.status) {
    case 'running':
      if (trouble) return { tone, text: words }
      return runningHeadline(say, facts, now)
    case 'paused':
      return { tone: trouble ? tone : 'quiet', text: join('Paused.', words || lossSentence(facts)) }
    case 'lost':
      return {
        tone: 'critical',
        text: join(
          `The program that trained it is gone${lastSeen(facts, now)}.`,
          words || lossSentence(facts),
        ),
      }
    case 'failed':
      return {
        tone: 'critical',
        text: join(`Failed: ${sentence(run.reason ?? 'no reason was given')}`, words),
      }
    case 'stopped':
      return {
        tone: trouble ? tone : 'quiet',
        text: join(stopSentence(run), words || lossSentence(facts)),
      }
    case 'finished':
      return { tone: trouble ? tone : 'good', text: join('Finished.', words || lossSentence(facts)) }
  }
}

/** A policy's reason says itself that the run was stopped. */
function stopSentence({ reason }: Run): string {
  if (!reason) return 'Stopped.'
  return /^stopped\b/i.test(reason) ? sentence(reason) : `Stopped. ${sentence(reason)}`
}

/** What is known of a run by now, for the words of its findings. */
export function standingOf(facts: HeadlineFacts, now: number): Standing {
  const { run, latest, nonFiniteOf } = facts
  const silentSeconds = run.status === 'running' ? silence(facts, now) / 1000 : null
  return { latest, silentSeconds, ...(nonFiniteOf ? { nonFiniteOf } : {}) }
}

function toneOf(trouble: Finding | null): HeadlineTone {
  if (trouble && trouble.acknowledgedAt !== null) return 'quiet'
  return trouble?.severity === 'critical' ? 'critical' : 'warning'
}

function troubleWords(finding: Finding, { title, happened }: ReturnType<Say>, before: string): string {
  return join(`${finding.acknowledgedAt === null ? '' : 'Known: '}${title}.`, before, happened)
}

/** Where a loss is no number any more, the trouble began earlier: "It had diverged at step 110." */
export function divergedBefore(
  { run, findings }: Pick<HeadlineFacts, 'run' | 'findings'>,
  { code, step }: Finding,
): string {
  if (code !== 'non-finite') return ''
  const steps = findings
    .filter((one) => one.code === 'diverged' && one.resolvedStep === null && one.step < step)
    .map((one) => one.step)
  return steps.length ? `It had diverged at ${placeOf(Math.min(...steps), run)}.` : ''
}

/** Rules whose notes say that a run that goes on does not learn, or no more. */
const ofStanding = ['not-learning', 'flat']

function runningHeadline(say: Say, facts: HeadlineFacts, now: number): RunHeadline {
  const { run, lastPointAt } = facts
  const told = headline(facts.findings)
  const still = told && ofStanding.includes(told.code) ? told : null
  if (lastPointAt === null) return beforeValues(now - run.startedAt)
  const silent = silence(facts, now)
  if (silent > silentMs)
    return { tone: 'quiet', text: join(`No value for ${formatDuration(silent)}.`, lossSentence(facts)) }
  const left = timeLeft(run, facts.latest, lastPointAt)
  const isKnown = still !== null && still.acknowledgedAt !== null
  return {
    tone: !still ? 'live' : isKnown ? 'quiet' : 'watch',
    text: join(
      still
        ? `${isKnown ? 'Known: ' : ''}${say(still, facts, now).title}${besideBest(facts, still)}.`
        : 'Learning.',
      lossSentence(facts),
      left === null ? '' : `${capital(formatEstimate(left))} left.`,
    ),
  }
}

/** How "No better since epoch 6" goes with a best value that came later: another series has it, or a lucky value. */
function besideBest({ run, latest, best }: HeadlineFacts, { code, series, step }: Finding): string {
  const name = mainMetric(Object.keys(latest), run)
  if (name === null || (best[name]?.step ?? 0) <= step) return ''
  if (name !== series) return ` in ${series}`
  return code === 'flat' ? ', noise aside' : ''
}

/** Loading data takes a moment; after a while somebody may want to look. */
function beforeValues(sinceStart: number): RunHeadline {
  if (sinceStart <= silentMs) return { tone: 'live', text: 'Started. No values yet.' }
  return { tone: 'quiet', text: `Started ${formatDuration(sinceStart)} ago. No values yet.` }
}

/** "Validation loss 0.312, best 0.298 at epoch 12." */
function lossSentence({ run, latest, best }: HeadlineFacts): string {
  const name = mainMetric(Object.keys(latest), run)
  const last = name === null ? undefined : latest[name]
  if (name === null || !last) return ''
  const title = titleOf(name)
  const record = best[name]
  if (!isMainKnown(name, run))
    return `${title} ${formatNumber(last.value)}. None of its series is known as a loss.`
  if (!record) return `${title} ${formatNumber(last.value)}.`
  if (record.step === last.step)
    return `${title} ${formatNumber(last.value)}, its best${isLive(run) ? ' so far' : ''}.`
  return `${title} ${formatNumber(last.value)}, best ${formatNumber(record.value)} at ${placeOf(record.step, run)}.`
}

function titleOf(name: string): string {
  const { kind, split } = roleOf(name)
  if (kind !== 'loss') return name
  return split === 'validation' ? 'Validation loss' : 'Training loss'
}

/** "epoch 12" where the run says how long an epoch is, else "step 756". */
export function placeOf(step: number, run: Run): string {
  return sayStepOf(run)(step)
}

/** Share of the planned steps that are done, or null where the plan is not known. */
export function progressOf(
  { plannedSteps }: Run,
  latest: Readonly<Record<string, StepValue>>,
): number | null {
  if (!plannedSteps) return null
  const steps = Object.values(latest).map(({ step }) => step)
  return Math.min(1, Math.max(0, ...steps) / plannedSteps)
}

/** Milliseconds without a value. */
export function silence(
  { lastPointAt, heardAt }: Pick<HeadlineFacts, 'lastPointAt' | 'heardAt'>,
  now: number,
): number {
  const since = heardAt ?? lastPointAt
  return since === null ? 0 : Math.max(0, now - since)
}

/** Points of less time than this tell no speed: they may have come in one message. */
const shortestMs = 1000

/**
 * Milliseconds until the plan is done at the speed up to the newest point. Start and point are times of one clock,
 * the program's, and silence does not add to it.
 */
export function timeLeft(
  run: Run,
  latest: Readonly<Record<string, StepValue>>,
  lastPointAt: number | null,
): number | null {
  const progress = progressOf(run, latest)
  if (run.status !== 'running' || !progress || progress === 1 || lastPointAt === null) return null
  const taken = workMs(run, lastPointAt)
  return taken < shortestMs ? null : (taken / progress) * (1 - progress)
}

function lastSeen(facts: HeadlineFacts, now: number): string {
  return facts.lastPointAt === null ? '' : `; its last value came ${formatDuration(silence(facts, now))} ago`
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(' ')
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
