/** A run as the policies see it: what is open, how far it is, and whether it was asked to stop. */
import type { Finding, RunEvent } from './run.ts'

export type FollowedRun = {
  /** Its open findings, by id. */
  open: Map<string, Finding>
  step: number
  stepsPerEpoch: number | null
  /** When a connected program was asked to stop, and whether it has said that it does. */
  askedAt: number | null
  hasAnswered: boolean
  /** That nobody could be asked is said once a run. */
  isSaid: boolean
  /** What comes is taken in order, after what is recalled. */
  work: Promise<void>
}

/** What is stored of a run that goes on. */
export type KnownRun = { stepsPerEpoch: number | null; findings: readonly Finding[] }

export const isNoted: ReadonlySet<RunEvent['type']> = new Set(['run-started', 'points', 'finding', 'control'])

export function startFollowing(): FollowedRun {
  return {
    ...{ open: new Map(), step: 0, stepsPerEpoch: null, askedAt: null, hasAnswered: false, isSaid: false },
    work: Promise.resolve(),
  }
}

export function takeKnown(run: FollowedRun, { stepsPerEpoch, findings }: KnownRun): void {
  run.stepsPerEpoch = stepsPerEpoch
  for (const finding of findings) takeFinding(run, finding)
}

export function note(run: FollowedRun, event: RunEvent): void {
  if (event.type === 'run-started') run.stepsPerEpoch = event.run.stepsPerEpoch ?? run.stepsPerEpoch
  if (event.type === 'control') run.hasAnswered ||= event.action === 'stop' && event.done
  if (event.type === 'points')
    for (const { steps } of event.series) run.step = Math.max(run.step, steps.at(-1) ?? 0)
  if (event.type === 'finding') takeFinding(run, event.finding)
}

function takeFinding({ open }: FollowedRun, finding: Finding): void {
  if (finding.resolvedStep === null) open.set(finding.id, finding)
  else open.delete(finding.id)
}
