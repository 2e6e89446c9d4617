/**
 * What a source has still to deliver: in memory up to a bound, then in a spool file, in order. A message counts as delivered only when the
 * server has acknowledged it; sent twice, it does no harm.
 */
import { limits } from '../limits.ts'
import type { Answer } from '../live/events.ts'
import type { RunEvent } from '../run.ts'
import { eventsOf, type Gathered, gather, newGathered } from './gathered.ts'
import { type Spool, valuesIn } from './spool.ts'

/** Points that wait in memory; more go to the spool file. 24 bytes each. */
const pointsInMemory = 50_000
/** Points that one message holds about. */
const pointsPerMessage = 20_000
/** The pause before something is sent again: doubled each time, up to the longest. */
const retryMs = 1000
const longestRetryMs = 30_000

export type Outbox = {
  push(event: RunEvent): void
  /** One value of each of these series at a step. */
  pushPoint(runId: string, step: number, values: Readonly<Record<string, number>>, time: number): void
  /** To be called when the connection is up. */
  pump(): void
  /** Waits until all is delivered, at most so long; what is left then goes to the spool file. False also where something got lost. */
  close(timeoutMs: number): Promise<{ delivered: boolean }>
}

export type OutboxParts = {
  spool: Spool
  connected(): boolean
  send(events: readonly RunEvent[]): Promise<Answer | null>
  /** The server refused events for good, or this many values are lost; they are dropped. */
  onRefused(message: string, count?: number): void
}

/** Events on their way; `done` forgets them where they are kept. */
type Message = { from: 'memory' | 'file'; events: readonly RunEvent[]; done(): void }

export function createOutbox({ spool, connected, send, onRefused }: OutboxParts): Outbox {
  let waiting: RunEvent[] = []
  let waitingPoints = 0
  let growing: Gathered | null = null
  let sending = false
  let refused: Message | null = null
  let scheduled = false
  let pauseMs = retryMs
  let pausing: NodeJS.Timeout | null = null
  let waiters: (() => void)[] = []
  /** Kept until the end: a server that does not know the run, whatever became of the file, hears of it again. */
  let start: Extract<RunEvent, { type: 'run-started' }> | null = null
  let isStarted = false
  let isWhole = true

  function seal(): void {
    if (!growing) return
    for (const event of eventsOf(growing)) waiting.push(event)
    waitingPoints += growing.count
    growing = null
    // Not while a message is on its way: it stands at the head of what waits, and comes first in the file should it fail.
    if (waitingPoints > pointsInMemory && !sending) spill()
  }

  function spill(): void {
    try {
      spool.append(waiting, isStarted ? null : start)
    } catch (error) {
      isWhole = false
      const message = `${waitingPoints} values could not be kept in ${spool.file}: ${(error as Error).message}`
      onRefused(message, Math.max(1, waitingPoints))
    }
    waiting = []
    waitingPoints = 0
    if (refused?.from === 'memory') refused = null
  }

  /** The next message: from the spool while it has any, since that is older. */
  function take(): Message | null {
    if (refused) return firstOf(refused)
    if (!spool.isEmpty()) return { from: 'file', events: spool.read(), done: spool.delivered }
    if (!waiting.length) seal()
    if (!waiting.length) return spool.isEmpty() ? null : take()
    let points = 0
    let count = 0
    for (; count < waiting.length && count < limits.events && points < pointsPerMessage; count++)
      points += valuesIn(waiting[count] as RunEvent)
    return {
      from: 'memory',
      events: waiting.slice(0, count),
      done() {
        waiting.splice(0, count)
        waitingPoints -= points
      },
    }
  }

  /** Of refused events each goes again by itself, so that only those at fault are dropped. They stay where they are kept till the last is through. */
  function firstOf(message: Message): Message {
    const [first, ...rest] = message.events
    return {
      from: message.from,
      events: first ? [first] : [],
      done() {
        refused = rest.length ? { ...message, events: rest } : null
        if (!refused) message.done()
      },
    }
  }

  /** Sends events, before them the run's start where the server does not know the run. */
  async function sendStarted(events: readonly RunEvent[]): Promise<Answer | null> {
    let answer = await send(events)
    if (start && answer && !answer.ok && answer.code === 'not-found') {
      answer = await send([start])
      if (answer?.ok) answer = await send(events)
    }
    if (answer?.ok) isStarted = true
    return answer
  }

  function tellLost(): void {
    const lost = spool.takeLost()
    if (lost === 0) return
    isWhole = false
    onRefused(
      `Of what waited in ${spool.file}, ${lost} are lost: the file was removed, cut or damaged meanwhile.`,
      lost,
    )
  }

  async function deliver(): Promise<void> {
    scheduled = false
    while (connected() && !sending) {
      const message = take()
      if (!message) break
      sending = true
      const answer = message.events.length ? await sendStarted(message.events) : ({ ok: true } as const)
      sending = false
      if (answer) pauseMs = answer.ok || !answer.retry ? retryMs : pauseMs
      if (answer?.ok) message.done()
      else if (!answer || answer.retry) {
        pause()
        break
      } else if (message.events.length > 1) refused = message
      else {
        onRefused(answer.message)
        message.done()
      }
      tellLost()
    }
    if (!isEmpty()) return
    for (const resolve of waiters) resolve()
    waiters = []
  }

  /** Whatever goes wrong here must not end the program that trains. */
  function failed(error: Error): void {
    sending = false
    onRefused(`Values could not be delivered (${error.message}); it is tried again.`)
    pause()
  }

  /** What is logged meanwhile waits as well: a server in trouble is not helped by hearing it again with every value. */
  function pause(): void {
    endPause()
    pausing = setTimeout(() => {
      pausing = null
      pump()
    }, pauseMs)
    pauseMs = Math.min(2 * pauseMs, longestRetryMs)
  }

  function endPause(): void {
    if (pausing !== null) clearTimeout(pausing)
    pausing = null
  }

  function pump(): void {
    if (scheduled || sending || pausing !== null) return
    scheduled = true
    // After the current turn, so that what one step of a training logs goes in one message.
    setImmediate(() => deliver().catch(failed))
  }

  function isEmpty(): boolean {
    return !waiting.length && !growing && spool.isEmpty()
  }

  return {
    push(event) {
      if (event.type === 'run-started') start = event
      seal()
      waiting.push(event)
      pump()
    },
    pushPoint(runId, step, values, time) {
      if (growing && growing.runId !== runId) seal()
      growing ??= newGathered(runId)
      gather(growing, step, values, time)
      if (growing.count >= pointsPerMessage) seal()
      pump()
    },
    pump() {
      // A new connection is news: it is tried at once.
      endPause()
      pump()
    },
    async close(timeoutMs) {
      endPause()
      pump()
      let timer: NodeJS.Timeout | undefined
      if (!isEmpty())
        await Promise.race([
          new Promise<void>((resolve) => waiters.push(resolve)),
          new Promise<void>((resolve) => {
            timer = setTimeout(resolve, timeoutMs)
          }),
        ])
      clearTimeout(timer)
      const isAll = isEmpty()
      if (!isAll) {
        endPause()
        seal()
        if (waiting.length) spill()
      }
      tellLost()
      return { delivered: isAll && isWhole }
    },
  }
}
