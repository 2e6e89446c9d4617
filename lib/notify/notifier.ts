/** Tells a webhook of findings: one message when an incident opens, one when it is over. Runs never wait for it. */
import type { Finding, Run, RunEvent } from '../run.ts'
import type { Notifications, Settings } from '../settings/settings.ts'
import { deliver, type Failure } from './deliver.ts'
import { createIncidents } from './incidents.ts'
import { type Kept, keepWaiting, readWaiting } from './kept.ts'
import { messageOf, testMessage } from './message.ts'
import { createOutgoing } from './outgoing.ts'
import type { Fetch } from './outward.ts'
import { isQuiet } from './quiet.ts'

export type Notifier = {
  /** To be called with committed events. */
  committed(events: readonly RunEvent[]): void
  /** Findings that were open before the server started: what is worth a message was told then. */
  remember(findings: readonly Finding[]): void
  /** Sends what failed before, and what waited for the end of the quiet hours. To be asked every few seconds. */
  tick(): void
  /** Sends a trial at once and says why it failed, or null. */
  test(): Promise<string | null>
  /** Resolves when no request is under way. */
  idle(): Promise<void>
  /** Nothing is sent from now on; resolves when what waits is kept. */
  close(): Promise<void>
}

export type NotifierParts = {
  settings(): Settings
  readRun(id: string): Promise<Run | null>
  readFinding(id: string): Promise<Finding | null>
  /** Where the messages that wait are kept over a restart. */
  kept: Kept
  /** The address of the dashboard, for links. */
  url: string
  fetch: Fetch
  /** Whether others than the owner of the machine may set the webhook. */
  isShared?: boolean
  now(): number
  /** Minutes since midnight, by the clock of the machine. */
  minuteOfDay(): number
}

/** What was found in values as old as this is no news; clocks of programs may be hours off. */
const oldMs = 24 * 3_600_000

/** Goes on with the messages that waited when the server was stopped. */
export async function openNotifier(parts: NotifierParts): Promise<Notifier> {
  const { settings, readRun, kept, url, fetch, isShared, now, minuteOfDay } = parts
  const incidents = createIncidents()
  let isClosed = false
  const keeping = keepWaiting(kept, () => outgoing.waiting())
  const outgoing = createOutgoing({
    ...{ send, now, lost },
    changed() {
      if (!isClosed) keeping.write()
    },
    target: () => (isClosed || isQuietNow() ? null : (settings().notifications.webhook?.url ?? null)),
  })

  function isQuietNow(): boolean {
    return isQuiet(settings().notifications.quiet, minuteOfDay())
  }

  function wants({ severity, acknowledgedAt, raisedAt }: Finding, { webhook, from }: Notifications): boolean {
    if (!webhook || acknowledgedAt !== null || severity === 'info') return false
    // Of a run that is imported: nobody can do anything about it any more.
    if (now() - raisedAt > oldMs) return false
    return from === 'warning' || severity === 'critical'
  }

  function takeOpen(finding: Finding): void {
    if (wants(finding, settings().notifications) && incidents.open(finding)) outgoing.add(finding)
  }

  function takeEnd(finding: Finding): void {
    const over = incidents.end(finding)
    // What opened and closed in quiet hours is nobody's business any more.
    if (!over || (isQuietNow() && outgoing.withdraw(over.id))) return
    outgoing.add(over)
  }

  async function send(finding: Finding): Promise<Failure | null> {
    try {
      const run = await readRun(finding.runId)
      const { webhook } = settings().notifications
      // A run that was deleted meanwhile, or a webhook: nobody wants to hear of it.
      return run && webhook ? await deliver(webhook, messageOf(finding, run, url), fetch, isShared) : null
    } catch (error) {
      return { reason: `The run could not be read (${(error as Error).message}).`, again: true }
    }
  }

  function lost({ id, resolvedStep }: Finding, reason: string): void {
    console.error(`A message about ${id} was given up. ${reason}`)
    if (resolvedStep === null) incidents.silence(id)
  }

  for (const finding of await readWaiting(kept, parts.readFinding)) {
    if (finding.resolvedStep === null) incidents.open(finding)
    else incidents.end(finding)
    outgoing.add(finding)
  }

  return {
    committed(events) {
      for (const event of events) {
        if (event.type === 'finding')
          (event.finding.resolvedStep === null ? takeOpen : takeEnd)(event.finding)
        if (event.type === 'run-ended' || event.type === 'run-lost') incidents.runLeft(event.runId)
        // Who has seen it need not be told, nor told of its end.
        if (event.type === 'finding-acknowledged' && outgoing.withdraw(event.findingId))
          incidents.silence(event.findingId)
      }
    },
    remember(findings) {
      for (const finding of findings)
        if (finding.resolvedStep === null && wants(finding, settings().notifications)) incidents.open(finding)
    },
    tick() {
      if (!settings().notifications.webhook && outgoing.waiting().length) outgoing.clear()
      outgoing.pump()
    },
    async test() {
      const { webhook } = settings().notifications
      if (!webhook) return 'There is no webhook yet: enter its address and save it first.'
      return (await deliver(webhook, testMessage(url), fetch, isShared))?.reason ?? null
    },
    idle: outgoing.idle,
    async close() {
      isClosed = true
      await keeping.idle()
    },
  }
}
