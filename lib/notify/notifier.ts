/**
 * Tells a webhook of findings, one message when an incident opens and one when it is over, and of runs that end. Runs
 * never wait for it.
 */
import type { Finding, RunEvent } from '../run.ts'
import type { Settings } from '../settings/settings.ts'
import { createAnnounced, rowsOf } from './announced.ts'
import { endingOf } from './ended-runs.ts'
import { createEnds } from './ends.ts'
import { createIncidents } from './incidents.ts'
import { type Kept, keepWaiting, type Row, readWaiting } from './kept.ts'
import { createMessenger, type MessengerParts } from './messenger.ts'
import { laneOfEnds, type Notice, noticeOf } from './notice.ts'
import { createOutgoing } from './outgoing.ts'
import { createWanted, type WantedParts } from './wanted.ts'

export type Notifier = {
  /**
   * Keeps what is to be told of events before they are committed; null where nothing is. `news` are the ids of
   * findings that nobody knew.
   */
  announce(events: readonly RunEvent[], news: News): Promise<void> | null
  /** What was announced is not committed, or only perhaps. */
  recant(events: readonly RunEvent[], isSure: boolean): void
  /**
   * To be called with committed events, `news` where this server has committed them. What another one has committed
   * it tells itself; what is over of it may be told here.
   */
  committed(events: readonly RunEvent[], news: News | null): void
  /** A run that went on before the server started: of its findings, what is worth a message was told then. */
  remember(run: { id: string }, findings: readonly Finding[]): void
  /**
   * Sends what failed before, what waited for others, and what waited for the end of the quiet hours. To be asked
   * every few seconds.
   */
  tick(): void
  /** Takes what waited when a server ended: this one before it was started again, or another that is gone. */
  takeUp(kept: string | null): Promise<void>
  /** Sends a trial at once and says why it failed, or null. */
  test(): Promise<string | null>
  /** Resolves when no request is under way. */
  idle(): Promise<void>
  /** Nothing is sent from now on; resolves when what waits is kept. */
  close(): Promise<void>
}

export type NotifierParts = Omit<MessengerParts & WantedParts, 'notifications'> & {
  settings(): Settings
  readFinding(id: string): Promise<Finding | null>
  /** Where the messages that wait are kept over a restart. */
  kept: Kept
}

/** Ids of findings. */
type News = ReadonlySet<string>

export function createNotifier(parts: NotifierParts): Notifier {
  const { readRun, readFinding, kept, now } = parts
  const notifications = () => parts.settings().notifications
  const wanted = createWanted({ ...parts, notifications })
  const messenger = createMessenger({ ...parts, notifications })
  const incidents = createIncidents()
  const ends = createEnds(now, wanted.end)
  let isClosed = false
  const announced = createAnnounced(now)
  const keeping = keepWaiting(kept, () => outgoing.waiting(), ends.waiting, announced.rows)
  const outgoing = createOutgoing({
    ...{ send: messenger.send, now, lost, changed },
    target: () => (isClosed || wanted.isQuietNow() ? null : (notifications().webhook?.url ?? null)),
  })

  function changed(): void {
    if (!isClosed) keeping.write()
  }

  /** What is no news was told by whoever found it, heard of here or not. */
  function takeOpen(finding: Finding, news: News | null): void {
    if (wanted.finding(finding) && incidents.open(finding) && news?.has(finding.id))
      outgoing.add(noticeOf(finding))
  }

  function isWorthTelling(event: RunEvent, news: News): boolean {
    if (event.type === 'run-ended') return wanted.end(event.status, event.time)
    if (event.type === 'run-lost') return wanted.end('lost', event.time)
    if (event.type !== 'finding') return false
    const { finding } = event
    if (finding.resolvedStep !== null) return incidents.isHeard(finding.id)
    return news.has(finding.id) && wanted.finding(finding)
  }

  /** Whether it is known what became of a commit; what was stored is told. */
  async function isSettled([id, what]: Row): Promise<boolean> {
    const { findings, endedRuns } = await readWaiting(JSON.stringify([[id, what]]), readFinding)
    for (const finding of findings)
      (finding.resolvedStep === null ? takeOpen : takeEnd)(finding, new Set([id]))
    return (await holdEnds(endedRuns)) || findings.length > 0
  }

  async function settleDoubts(): Promise<void> {
    if (await announced.settleDoubts(isSettled)) changed()
  }

  /** Whether any of these runs has ended. */
  async function holdEnds(runIds: readonly string[]): Promise<boolean> {
    const held = await Promise.all(
      runIds.map(async (runId) => {
        const run = await readRun(runId)
        const ending = run && endingOf(run)
        if (ending) ends.hold({ runId, ending })
        return ending !== null
      }),
    )
    return held.includes(true)
  }

  function takeEnd(finding: Finding, news: News | null): void {
    const over = incidents.end(finding)
    if (!news) return
    // What opened and closed in quiet hours is nobody's business any more.
    if (!over || (wanted.isQuietNow() && outgoing.withdraw(over.id))) return
    outgoing.add(noticeOf(over))
  }

  /** While a message of ends is on its way, the next ones gather. */
  function tellEnds(): void {
    if (wanted.isQuietNow() || outgoing.waiting().some(({ what }) => what === 'ended')) return
    const taken = ends.take()
    if (taken.length) outgoing.add({ lane: laneOfEnds, what: 'ended', ends: taken })
  }

  function lost(notice: Notice, reason: string): void {
    const about = notice.what === 'ended' ? `${notice.ends.length} runs that have ended` : notice.finding.id
    console.error(`A message about ${about} was given up. ${reason}`)
    if (notice.what === 'opened') incidents.silence(notice.finding.id)
  }

  return {
    announce(events, news) {
      const worth = events.filter((event) => isWorthTelling(event, news))
      if (!worth.length) return null
      announced.add(worth.flatMap(rowsOf))
      changed()
      return keeping.idle()
    },
    recant(events, isSure) {
      if (isSure) announced.settle(events)
      else announced.doubt(events)
    },
    committed(events, news) {
      announced.settle(events)
      for (const event of events) {
        if (event.type === 'finding')
          (event.finding.resolvedStep === null ? takeOpen : takeEnd)(event.finding, news)
        if (event.type === 'run-ended' || event.type === 'run-lost') incidents.runLeft(event.runId)
        // Who has seen it need not be told, nor told of its end.
        if (event.type === 'finding-acknowledged' && outgoing.withdraw(event.findingId))
          incidents.silence(event.findingId)
      }
      if (news && ends.hear(events)) changed()
    },
    remember({ id }, findings) {
      ends.goesOn(id)
      for (const finding of findings)
        if (finding.resolvedStep === null && wanted.finding(finding)) incidents.open(finding)
    },
    tick() {
      if (!notifications().webhook) {
        ends.clear()
        if (outgoing.waiting().length) outgoing.clear()
      }
      tellEnds()
      outgoing.pump()
      if (!isClosed) keeping.beat()
      settleDoubts().catch(() => {})
    },
    async takeUp(kept) {
      const { findings, endedRuns } = await readWaiting(kept, readFinding)
      for (const finding of findings) {
        // Of one that is open it is known already; of the same trouble elsewhere the first is told.
        const isNews =
          finding.resolvedStep !== null || incidents.open(finding) || incidents.isHeard(finding.id)
        if (finding.resolvedStep !== null) incidents.end(finding)
        if (isNews) outgoing.add(noticeOf(finding))
      }
      await holdEnds(endedRuns)
      changed()
    },
    test: messenger.test,
    idle: outgoing.idle,
    async close() {
      isClosed = true
      await keeping.idle()
    },
  }
}
