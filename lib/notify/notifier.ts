/**
 * Tells a webhook of findings, one message when an incident opens and one when it is over, and of runs that end. Runs
 * never wait for it.
 */
import type { Finding, RunEvent } from '../run.ts'
import type { Settings } from '../settings/settings.ts'
import { createAnnounced, rowsOf } from './announced.ts'
import { endingOf } from './ended-runs.ts'
import { createEnds } from './ends.ts'
import { createFindingNotices, type News } from './finding-notices.ts'
import { type Kept, keepWaiting, type Row, readWaiting } from './kept.ts'
import { createMessenger, type MessengerParts } from './messenger.ts'
import { laneOfEnds, type Notice } from './notice.ts'
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

export function createNotifier(parts: NotifierParts): Notifier {
  const { readRun, readFinding, kept, now } = parts
  const notifications = () => parts.settings().notifications
  const wanted = createWanted({ ...parts, notifications })
  const messenger = createMessenger({ ...parts, notifications })
  const ends = createEnds(now, wanted.end)
  let isClosed = false
  const announced = createAnnounced(now)
  const keeping = keepWaiting(kept, () => outgoing.waiting(), ends.waiting, announced.rows)
  const outgoing = createOutgoing({
    ...{ send: messenger.send, now, lost, changed },
    target: () => (isClosed || wanted.isQuietNow() ? null : (notifications().webhook?.url ?? null)),
  })
  const notices = createFindingNotices(wanted, outgoing)

  function changed(): void {
    if (!isClosed) keeping.write()
  }

  function isWorthTelling(event: RunEvent, news: News): boolean {
    if (event.type === 'run-ended') return wanted.end(event.status, event.time)
    if (event.type === 'run-lost') return wanted.end('lost', event.time)
    return event.type === 'finding' && notices.isWorthTelling(event.finding, news)
  }

  /** Whether it is known what became of a commit; what was stored is told. */
  async function isSettled([id, what]: Row): Promise<boolean> {
    const { findings, endedRuns } = await readWaiting(JSON.stringify([[id, what]]), readFinding)
    for (const finding of findings) notices.take(finding, new Set([id]))
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

  /** While a message of ends is on its way, the next ones gather. */
  function tellEnds(): void {
    if (wanted.isQuietNow() || outgoing.waiting().some(({ what }) => what === 'ended')) return
    const taken = ends.take()
    if (taken.length) outgoing.add({ lane: laneOfEnds, what: 'ended', ends: taken })
  }

  function lost(notice: Notice, reason: string): void {
    const about = notice.what === 'ended' ? `${notice.ends.length} runs that have ended` : notice.finding.id
    console.error(`A message about ${about} was given up. ${reason}`)
    if (notice.what === 'opened') notices.silence(notice.finding.id)
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
        if (event.type === 'finding') notices.take(event.finding, news)
        if (event.type === 'run-ended' || event.type === 'run-lost') notices.runLeft(event.runId)
        if (event.type === 'finding-acknowledged') notices.seen(event.findingId)
      }
      if (news && ends.hear(events)) changed()
    },
    remember({ id }, findings) {
      ends.goesOn(id)
      for (const finding of findings) notices.remember(finding)
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
      for (const finding of findings) notices.takeUp(finding)
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
