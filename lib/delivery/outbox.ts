/**
 * Delivers what a source logs, a message at a time. A message counts as delivered only when the server has
 * acknowledged it; sent twice, it does no harm.
 */
import type { Answer } from '../live/events.ts'
import type { RunEvent } from '../run.ts'
import { createBacklog } from './backlog.ts'
import { createRetryTimer } from './retry-timer.ts'
import type { Spool } from './spool.ts'

export type Outbox = {
  push(event: RunEvent): void
  /** One value of each of these series at a step. */
  pushPoint(runId: string, step: number, values: Readonly<Record<string, number>>, time: number): void
  /** To be called when the connection is up. */
  pump(): void
  /**
   * Waits until all is delivered, at most so long; what is left then goes to the spool file. False also where
   * something got lost.
   */
  close(timeoutMs: number): Promise<{ delivered: boolean }>
}

export type OutboxParts = {
  spool: Spool
  connected(): boolean
  send(events: readonly RunEvent[]): Promise<Answer | null>
  /** The server refused events for good, or this many values are lost; they are dropped. */
  onRefused(message: string, count?: number): void
}

export function createOutbox({ spool, connected, send, onRefused }: OutboxParts): Outbox {
  let sending = false
  let scheduled = false
  /** What is logged meanwhile waits as well: a server in trouble is not helped by hearing it again with every value. */
  const retry = createRetryTimer(pump)
  let waiters: (() => void)[] = []
  /** Kept until the end: a server that does not know the run, whatever became of the file, hears of it again. */
  let start: Extract<RunEvent, { type: 'run-started' }> | null = null
  let isStarted = false
  let isWhole = true
  const backlog = createBacklog({
    spool,
    isOnItsWay: () => sending,
    unknownStart: () => (isStarted ? null : start),
    onLost(message, count) {
      isWhole = false
      onRefused(message, count)
    },
  })

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

  async function deliver(): Promise<void> {
    scheduled = false
    while (connected() && !sending) {
      const message = backlog.take()
      if (!message) break
      sending = true
      const answer = message.events.length ? await sendStarted(message.events) : ({ ok: true } as const)
      sending = false
      if (answer && (answer.ok || !answer.retry)) retry.reset()
      if (answer?.ok) message.done()
      else if (!answer || answer.retry) {
        retry.start()
        break
      }
      // Only those at fault are dropped.
      else if (message.events.length > 1) message.split()
      else {
        onRefused(answer.message)
        message.done()
      }
      backlog.tellLost()
    }
    if (!backlog.isEmpty()) return
    for (const resolve of waiters) resolve()
    waiters = []
  }

  /** Whatever goes wrong here must not end the program that trains. */
  function failed(error: Error): void {
    sending = false
    onRefused(`Values could not be delivered (${error.message}); it is tried again.`)
    retry.start()
  }

  function pump(): void {
    if (scheduled || sending || retry.isRunning()) return
    scheduled = true
    // After the current turn, so that what one step of a training logs goes in one message.
    setImmediate(() => deliver().catch(failed))
  }

  return {
    push(event) {
      if (event.type === 'run-started') start = event
      backlog.add(event)
      pump()
    },
    pushPoint(runId, step, values, time) {
      backlog.addPoint(runId, step, values, time)
      pump()
    },
    pump() {
      // A new connection is news: it is tried at once.
      retry.stop()
      pump()
    },
    async close(timeoutMs) {
      retry.stop()
      pump()
      let timer: NodeJS.Timeout | undefined
      if (!backlog.isEmpty())
        await Promise.race([
          new Promise<void>((resolve) => waiters.push(resolve)),
          new Promise<void>((resolve) => {
            timer = setTimeout(resolve, timeoutMs)
          }),
        ])
      clearTimeout(timer)
      const isAll = backlog.isEmpty()
      if (!isAll) {
        retry.stop()
        backlog.spill()
      }
      backlog.tellLost()
      return { delivered: isAll && isWhole }
    },
  }
}
