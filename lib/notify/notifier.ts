/** Tells a webhook of findings, one message when an incident opens and one when it is over, and of runs that end. Runs never wait for it. */
import type { Finding, Run, RunEvent } from '../run.ts'
import type { Ending, Notifications, Settings } from '../settings/settings.ts'
import { deliver, type Failure } from './deliver.ts'
import { type EndedRun, endingOf, isKnown } from './ended-runs.ts'
import { createEnds } from './ends.ts'
import { createIncidents } from './incidents.ts'
import { type Kept, keepWaiting, readWaiting } from './kept.ts'
import { type Message, messageOf, messageOfEnds, testMessage } from './message.ts'
import { laneOfEnds, type Notice, noticeOf, type RunEnd } from './notice.ts'
import { createOutgoing } from './outgoing.ts'
import type { Fetch } from './outward.ts'
import { isQuiet } from './quiet.ts'

export type Notifier = {
  /** To be called with committed events. What another server has committed it tells itself; what is over of it may be told here. */
  committed(events: readonly RunEvent[], isOurs?: boolean): void
  /** A run that went on before the server started: of its findings, what is worth a message was told then. */
  remember(run: { id: string }, findings: readonly Finding[]): void
  /** Sends what failed before, what waited for others, and what waited for the end of the quiet hours. To be asked every few seconds. */
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
  /** Of these runs those that are there, each with the sentence on its page. */
  readEnded(ids: readonly string[]): Promise<EndedRun[]>
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
/** Ended runs that are read in one go. */
const readAtOnce = 200

/** Goes on with the messages that waited when the server was stopped. */
export async function openNotifier(parts: NotifierParts): Promise<Notifier> {
  const { settings, readRun, kept, url, fetch, isShared, now, minuteOfDay } = parts
  const incidents = createIncidents()
  const ends = createEnds(now, wantsEnd)
  let isClosed = false
  const keeping = keepWaiting(kept, () => outgoing.waiting(), ends.waiting)
  const outgoing = createOutgoing({
    ...{ send, now, lost, changed },
    target: () => (isClosed || isQuietNow() ? null : (settings().notifications.webhook?.url ?? null)),
  })

  function changed(): void {
    if (!isClosed) keeping.write()
  }

  function isQuietNow(): boolean {
    return isQuiet(settings().notifications.quiet, minuteOfDay())
  }

  function wants({ severity, acknowledgedAt, raisedAt }: Finding, { webhook, from }: Notifications): boolean {
    if (!webhook || acknowledgedAt !== null || severity === 'info') return false
    // Of a run that is imported: nobody can do anything about it any more.
    if (now() - raisedAt > oldMs) return false
    return from === 'warning' || severity === 'critical'
  }

  function wantsEnd(ending: Ending, time: number): boolean {
    const { webhook, ends: told } = settings().notifications
    return webhook !== null && told.includes(ending) && now() - time <= oldMs
  }

  function takeOpen(finding: Finding, isOurs: boolean): void {
    if (wants(finding, settings().notifications) && incidents.open(finding) && isOurs)
      outgoing.add(noticeOf(finding))
  }

  function takeEnd(finding: Finding, isOurs: boolean): void {
    const over = incidents.end(finding)
    if (!isOurs) return
    // What opened and closed in quiet hours is nobody's business any more.
    if (!over || (isQuietNow() && outgoing.withdraw(over.id))) return
    outgoing.add(noticeOf(over))
  }

  /** While a message of ends is on its way, the next ones gather. */
  function tellEnds(): void {
    if (isQuietNow() || outgoing.waiting().some(({ what }) => what === 'ended')) return
    const taken = ends.take()
    if (taken.length) outgoing.add({ lane: laneOfEnds, what: 'ended', ends: taken })
  }

  async function messageFor(notice: Notice): Promise<Message | null> {
    if (notice.what === 'ended') return messageOfEnds(await readEnds(notice.ends), url)
    const run = await readRun(notice.finding.runId)
    return run && messageOf(notice.finding, run, url)
  }

  /** Those that stand as they had ended, and whose end is not known already. */
  async function readEnds(ends: readonly RunEnd[]): Promise<EndedRun[]> {
    const ended: EndedRun[] = []
    for (let from = 0; from < ends.length; from += readAtOnce) {
      const some = new Map(ends.slice(from, from + readAtOnce).map(({ runId, ending }) => [runId, ending]))
      const read = await parts.readEnded([...some.keys()])
      ended.push(...read.filter(({ run }) => run.status === some.get(run.id) && !isKnown(run)))
    }
    return ended
  }

  async function send(notice: Notice): Promise<Failure | null> {
    try {
      const message = await messageFor(notice)
      const { webhook } = settings().notifications
      // A run that was deleted meanwhile, or a webhook: nobody wants to hear of it.
      return message && webhook ? await deliver(webhook, message, fetch, isShared) : null
    } catch (error) {
      return { reason: `The run could not be read (${(error as Error).message}).`, again: true }
    }
  }

  function lost(notice: Notice, reason: string): void {
    const about = notice.what === 'ended' ? `${notice.ends.length} runs that have ended` : notice.finding.id
    console.error(`A message about ${about} was given up. ${reason}`)
    if (notice.what === 'opened') incidents.silence(notice.finding.id)
  }

  const waited = await readWaiting(kept, parts.readFinding)
  for (const finding of waited.findings) {
    if (finding.resolvedStep === null) incidents.open(finding)
    else incidents.end(finding)
    outgoing.add(noticeOf(finding))
  }
  for (const runId of waited.endedRuns) {
    const run = await readRun(runId)
    const ending = run && endingOf(run)
    if (ending) ends.hold({ runId, ending })
  }

  return {
    committed(events, isOurs = true) {
      for (const event of events) {
        if (event.type === 'finding')
          (event.finding.resolvedStep === null ? takeOpen : takeEnd)(event.finding, isOurs)
        if (event.type === 'run-ended' || event.type === 'run-lost') incidents.runLeft(event.runId)
        // Who has seen it need not be told, nor told of its end.
        if (event.type === 'finding-acknowledged' && outgoing.withdraw(event.findingId))
          incidents.silence(event.findingId)
      }
      if (isOurs && ends.hear(events)) changed()
    },
    remember({ id }, findings) {
      ends.goesOn(id)
      for (const finding of findings)
        if (finding.resolvedStep === null && wants(finding, settings().notifications)) incidents.open(finding)
    },
    tick() {
      if (!settings().notifications.webhook) {
        ends.clear()
        if (outgoing.waiting().length) outgoing.clear()
      }
      tellEnds()
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
