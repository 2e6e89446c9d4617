/** What happened to a run, as one list: made from what is known of it, and stored nowhere else. Pure. */
import type { Annotation } from '../annotation.ts'
import { describeFinding } from '../detectors/words/message.ts'
import type { Pause } from '../pause.ts'
import { type Finding, isEnded, type Run, type Severity } from '../run.ts'
import type { RateChange } from './rate-changes.ts'

export const historyKinds = [
  'started',
  'paused',
  'resumed',
  'stop-asked',
  'rate-changed',
  'finding',
  'finding-over',
  'finding-acknowledged',
  'annotation',
  'branched',
  'lost',
  'ended',
] as const
export type HistoryKind = (typeof historyKinds)[number]

export type HistoryEntry = {
  /** Milliseconds since 1970. */
  time: number
  /** Null for what belongs to no step. */
  step: number | null
  kind: HistoryKind
  text: string
  /** Of findings. */
  severity?: Severity
}

export type Happened = {
  run: Run
  findings: readonly Finding[]
  annotations: readonly Annotation[]
  /** Of series of the learning rate, by their names. */
  rates: ReadonlyMap<string, readonly RateChange[]>
  /** When findings that are over were so, by their ids. */
  overAt: ReadonlyMap<string, number>
}

/** Newest first. */
export function historyOf(happened: Happened): HistoryEntry[] {
  const { run, findings, annotations, rates, overAt } = happened
  const entries = [
    ...courseOf(run),
    ...annotations.map(({ time, step, text }): HistoryEntry => ({ time, step, kind: 'annotation', text })),
    ...findings.flatMap((finding) => ofFinding(finding, run, overAt.get(finding.id))),
    ...[...rates].flatMap(([name, changes]) => changes.map((change) => ofRate(name, change))),
  ]
  return entries
    .map((entry, at) => ({ entry, at }))
    .sort(newestFirst)
    .map(({ entry }) => entry)
}

type Placed = { entry: HistoryEntry; at: number }

/** Of equal times what comes later in the list of a run's course happened later. */
function newestFirst(a: Placed, b: Placed): number {
  return b.entry.time - a.entry.time || b.at - a.at
}

/** From its start to its end. */
function courseOf(run: Run): HistoryEntry[] {
  const { startedAt, endedAt, pauses, branches, stopAsked, status, reason, source } = run
  const entry = (time: number, kind: HistoryKind, text: string, step: number | null = null) => ({
    ...{ time, step, kind, text },
  })
  const entries = [
    entry(startedAt, 'started', `Started, logged by ${source}.`),
    ...pauses.flatMap((pause, i) => ofPause(pause, pauses[i + 1]?.from ?? endedAt)),
    ...branches.map(({ number, from, to, time }) =>
      entry(
        time,
        'branched',
        `Went on from step ${from}; steps ${from} to ${to} are branch ${number}.`,
        from,
      ),
    ),
  ]
  if (stopAsked) entries.push(entry(stopAsked.time, 'stop-asked', stopWords(stopAsked)))
  if (endedAt !== null && status === 'lost')
    entries.push(entry(endedAt, 'lost', 'Lost: nothing is heard of its program.'))
  if (endedAt !== null && isEnded(run))
    entries.push(entry(endedAt, 'ended', `${titles[status]}${reason ? `: ${reason}` : '.'}`))
  return entries
}

const titles: Record<Run['status'], string> = {
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Failed',
  stopped: 'Stopped',
  lost: 'Lost',
}

/** `next`: when it stood again. A run that is paused to its end did not go on. */
function ofPause({ from, to, why, by, reason }: Pause, next: number | null): HistoryEntry[] {
  const isLost = why === 'lost'
  const isPaused = why === undefined || why === 'paused'
  const words = isPaused
    ? `Paused${by === undefined ? '' : ` ${whoWords(by)}`}.`
    : `${titles[why as Run['status']]}${reason ? `: ${reason}` : '.'}`
  const began: HistoryEntry = {
    ...{ time: from, step: null, text: isLost ? 'Lost: nothing was heard of its program.' : words },
    kind: isLost ? 'lost' : isPaused ? 'paused' : 'ended',
  }
  if (to === null || to === next) return [began]
  const text = isLost ? 'Heard of again.' : 'Went on.'
  return [began, { time: to, step: null, kind: 'resumed', text }]
}

function whoWords(by: string): string {
  return by === 'page' ? 'on the page' : by === 'policy' ? 'by a policy' : `by ${by}`
}

function stopWords({ by, reason }: { by: string; reason: string }): string {
  return `Asked ${whoWords(by)} to stop: ${reason}`
}

function ofFinding(finding: Finding, run: Run, overAt: number | undefined): HistoryEntry[] {
  const { severity, step, raisedStep, raisedAt, resolvedStep, acknowledgedAt } = finding
  const { title } = describeFinding({ ...finding, resolvedStep: null }, run)
  const entries: HistoryEntry[] = [
    { time: raisedAt, step: raisedStep, kind: 'finding', text: `${title}.`, severity },
  ]
  if (acknowledgedAt !== null) {
    const text = `Acknowledged: ${title}.`
    entries.push({ time: acknowledgedAt, step, kind: 'finding-acknowledged', text, severity })
  }
  if (resolvedStep !== null && overAt !== undefined)
    entries.push({
      time: overAt,
      step: resolvedStep,
      kind: 'finding-over',
      text: `Over: ${title}.`,
      severity,
    })
  return entries
}

function ofRate(name: string, { time, step, from, to }: RateChange): HistoryEntry {
  const text = `${name} changed from ${rateText(from)} to ${rateText(to)}.`
  return { time, step, kind: 'rate-changed', text }
}

/** As it is written in programs: without the zeros that a column of numbers has. */
function rateText(rate: number): string {
  return String(Number(rate.toPrecision(4)))
}
