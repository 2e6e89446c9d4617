/** A run as the policies see it: what is open, how far it is, and whether it was asked to stop. */
import type { Finding, RunEvent } from '../run.ts'

export type FollowedRun = {
  /** Its open findings, by id. */
  open: Map<string, Finding>
  step: number
  stepsPerEpoch: number | null
  /** Whether its program is asked to stop already. */
  isAsked: boolean
  /** What comes is taken in order, after what is recalled. */
  work: Promise<void>
}

/** What is stored of a run that goes on. */
export type KnownRun = { stepsPerEpoch: number | null; findings: readonly Finding[]; isAsked: boolean }

export const isNoted: ReadonlySet<RunEvent['type']> = new Set([
  ...(['run-started', 'points', 'run-branched', 'finding', 'finding-acknowledged', 'control'] as const),
])

export function startFollowing(): FollowedRun {
  return { open: new Map(), step: 0, stepsPerEpoch: null, isAsked: false, work: Promise.resolve() }
}

export function takeKnown(run: FollowedRun, { stepsPerEpoch, findings, isAsked }: KnownRun): void {
  run.stepsPerEpoch = stepsPerEpoch
  run.isAsked ||= isAsked
  for (const finding of findings) takeFinding(run, finding)
}

export function note(run: FollowedRun, event: RunEvent): void {
  if (event.type === 'run-started') run.stepsPerEpoch = event.run.stepsPerEpoch ?? run.stepsPerEpoch
  if (event.type === 'control') run.isAsked ||= event.action === 'stop'
  if (event.type === 'points')
    for (const { steps } of event.series) run.step = Math.max(run.step, steps.at(-1) ?? 0)
  // What it had beyond that step is set aside: it is there no more.
  if (event.type === 'run-branched') run.step = event.branch.from
  if (event.type === 'finding') takeFinding(run, event.finding)
  if (event.type === 'finding-acknowledged') {
    const known = run.open.get(event.findingId)
    if (known) run.open.set(known.id, { ...known, acknowledgedAt: event.time })
  }
}

function takeFinding({ open }: FollowedRun, finding: Finding): void {
  if (finding.resolvedStep !== null) return void open.delete(finding.id)
  const acknowledgedAt = finding.acknowledgedAt ?? open.get(finding.id)?.acknowledgedAt ?? null
  open.set(finding.id, { ...finding, acknowledgedAt })
}
