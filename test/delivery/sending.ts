/** An outbox, and a far side that a test plans. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { createOutbox } from '../../lib/delivery/outbox.ts'
import { openSpool } from '../../lib/delivery/spool.ts'
import type { Answer } from '../../lib/live/events.ts'
import type { RunEvent } from '../../lib/run.ts'

export const folder = mkdtempSync(join(tmpdir(), 'lossglass-outbox-'))
let files = 0

export type Plan = (events: readonly RunEvent[]) => Answer | null
export const ok: Plan = () => ({ ok: true })
export const unavailable: Answer = { ok: false, retry: true, code: 'unavailable', message: 'later' }
export const refusal = (message: string): Answer => ({ ok: false, retry: false, code: 'invalid', message })

/** An outbox with a far side that answers by a plan and stores what it takes. */
export function opened({ connected = true, spool = openSpool(join(folder, `${files++}.jsonl`)) } = {}) {
  const sent: (readonly RunEvent[])[] = []
  const stored: RunEvent[] = []
  const refused: string[] = []
  const counted: number[] = []
  const far = { connected, plan: ok, hold: null as Promise<void> | null }
  const outbox = createOutbox({
    spool,
    connected: () => far.connected,
    async send(events) {
      sent.push(events)
      await far.hold
      const answer = far.plan(events)
      if (answer?.ok) stored.push(...events)
      return answer
    },
    onRefused(message, count = 1) {
      refused.push(message)
      counted.push(count)
    },
  })
  return { outbox, spool, far, sent, stored, refused, counted }
}

/** The values of a series, in the order in which they came. */
export function valuesOf(events: readonly RunEvent[]): number[] {
  return events.flatMap((event) =>
    event.type === 'points' ? event.series.flatMap(({ values }) => [...values]) : [],
  )
}
export const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
/** Where two long lists part, which reads better than both. */
export function firstDifference(a: readonly number[], b: readonly number[]): string | null {
  const at = upTo(Math.max(a.length, b.length)).find((i) => !Object.is(a[i], b[i]))
  return at === undefined ? null : `${a[at]}, not ${b[at]}, at ${at}`
}
export const log = (outbox: ReturnType<typeof createOutbox>, from: number, to: number) => {
  for (let i = from; i < to; i++) outbox.pushPoint('a', i, { loss: i }, i)
}
/** For a test file: time passes when its tests say so, and the folder of spools goes with it. */
export function withTimers() {
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  return async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    for (let i = 0; i < 20; i++) await new Promise(setImmediate)
  }
}
