/**
 * Brings what a program prints to its server, beside its values and never in their way: one message at a time, and
 * while the server is away no more waits than a buffer holds.
 */
import { randomUUID } from 'node:crypto'
import type { ConsoleEvent, ConsolePart } from '../console/console-lines.ts'
import { createLineBuffer } from '../console/line-buffer.ts'
import type { Answer } from '../live/events.ts'
import type { RunEvent } from '../run.ts'

const everyMs = 500
/** A bar that grows is shown so often, as a line. */
const snapshotMs = 10_000

export type ConsolePost = {
  /** Never waits and never throws. `source`: what is printed there is put together by itself. */
  print(text: string, source?: string): void
  /** Ends it; answers what the server may not have, to be delivered with what else is left. Sent twice, it does no harm. */
  close(): RunEvent[]
}

export type ConsolePostParts = {
  runId: string
  connected(): boolean
  send(events: readonly RunEvent[]): Promise<Answer | null>
  times?: { everyMs: number; snapshotMs: number }
}

export function createConsolePost({ runId, connected, send, times }: ConsolePostParts): ConsolePost {
  const stream = randomUUID()
  const buffer = createLineBuffer()
  let waiting: ConsoleEvent[] = []
  let timer: NodeJS.Timeout | null = null
  let isSending = false
  let isClosed = false
  let shownAt = performance.now()

  const eventOf = ({ first, lines }: ConsolePart): ConsoleEvent => ({
    ...{ type: 'console', runId, lines, from: { stream, first } },
  })

  async function deliver(): Promise<void> {
    if (performance.now() - shownAt > (times?.snapshotMs ?? snapshotMs)) {
      shownAt = performance.now()
      buffer.snapshot()
    }
    if (isSending || !connected()) return
    if (waiting.length === 0) waiting = buffer.take().map(eventOf)
    if (waiting.length === 0) return
    isSending = true
    const answer = await send(waiting).catch(() => null)
    isSending = false
    // A run that is not there yet comes with its first values; what is refused for good is dropped.
    if (answer && (answer.ok || (!answer.retry && answer.code !== 'not-found'))) waiting = []
  }

  return {
    print(text, source) {
      if (isClosed) return
      buffer.write(text, source)
      timer ??= setInterval(deliver, times?.everyMs ?? everyMs).unref()
    },
    close() {
      isClosed = true
      if (timer) clearInterval(timer)
      return [...waiting, ...buffer.take(true).map(eventOf)]
    },
  }
}
