/** Notices on their way to a webhook: those of one lane in order, and no lane waits for another. Plain data, no timers. */
import type { Failure } from './deliver.ts'
import type { Notice } from './notice.ts'

export type Outgoing = {
  /** To be told after what is on its way in the same lane. */
  add(notice: Notice): void
  /** Takes back the opening of an incident, and what follows it, unless it may have been heard; whether it was. */
  withdraw(incident: string): boolean
  /** Sends what is due. To be called when something was added, and every few seconds. */
  pump(): void
  /** All that was not sent yet, in order. */
  waiting(): Notice[]
  clear(): void
  /** Resolves when no request is under way. */
  idle(): Promise<void>
}

export type OutgoingParts = {
  /** Where messages go at this moment; null while nobody is to be disturbed. */
  target(): string | null
  /** One try. Never throws. */
  send(notice: Notice): Promise<Failure | null>
  /** Nobody will hear of it; of an opening the end is not told either. */
  lost(notice: Notice, reason: string): void
  /** Called when something else waits than before. */
  changed(): void
  now(): number
}

/** The first notice of a lane is tried until it arrives or is given up; then comes the next. */
type Lane = { notices: Notice[]; tries: number; dueAt: number; isSending: boolean }

/** Least pauses before the second, third … try: half an hour in all, then a message is given up. */
const pausesMs = [1000, 5000, 30_000, 120_000, 600_000, 1_200_000]
/** Requests under way to one webhook: one that answers slowly must not be overrun when it is back. */
const mostAtOnce = 4
/** Notices waiting, at most; the oldest lanes are left out. */
const mostWaiting = 1000

export function createOutgoing({ target, send, lost, changed, now }: OutgoingParts): Outgoing {
  const lanes = new Map<string, Lane>()
  /** Requests under way by webhook: the answers that one does not give hold up no other. */
  const busy = new Map<string, Set<Promise<void>>>()
  let size = 0

  function remove(incident: string, lane: Lane): void {
    size -= lane.notices.length
    lane.notices = []
    lanes.delete(incident)
  }

  function leaveOutOldest(): void {
    for (const [incident, lane] of lanes) {
      if (size <= mostWaiting) return
      const [first] = lane.notices
      if (!first || lane.isSending) continue
      remove(incident, lane)
      lost(first, `More than ${mostWaiting} messages waited.`)
    }
  }

  function pump(): void {
    const to = target()
    if (to === null) return
    const under = busy.get(to) ?? new Set()
    for (const [incident, lane] of lanes) {
      if (under.size >= mostAtOnce) break
      if (lane.isSending || lane.dueAt > now()) continue
      busy.set(to, under)
      const request = sendFirst(incident, lane).then(() => {
        under.delete(request)
        if (under.size === 0 && busy.get(to) === under) busy.delete(to)
        pump()
      })
      under.add(request)
    }
  }

  async function sendFirst(incident: string, lane: Lane): Promise<void> {
    const first = lane.notices[0] as Notice
    lane.isSending = true
    const failure = await send(first)
    lane.isSending = false
    // Everything may have been cleared meanwhile.
    if (lanes.get(incident) !== lane) return
    const pauseMs = pausesMs[lane.tries++]
    if (failure?.again && pauseMs !== undefined) {
      lane.dueAt = now() + pauseMs
      return
    }
    if (failure && first.what === 'opened') remove(incident, lane)
    else {
      lane.notices.shift()
      size--
      Object.assign(lane, { tries: 0, dueAt: 0 })
      if (lane.notices.length === 0) lanes.delete(incident)
    }
    if (failure) lost(first, failure.reason)
    changed()
  }

  return {
    add(notice) {
      const lane = lanes.get(notice.lane) ?? { notices: [], tries: 0, dueAt: 0, isSending: false }
      lanes.set(notice.lane, lane)
      lane.notices.push(notice)
      size++
      leaveOutOldest()
      changed()
      pump()
    },
    withdraw(incident) {
      const lane = lanes.get(incident)
      if (!lane || lane.isSending || lane.tries > 0 || lane.notices[0]?.what !== 'opened') return false
      remove(incident, lane)
      changed()
      return true
    },
    pump,
    waiting: () => [...lanes.values()].flatMap(({ notices }) => notices),
    clear() {
      for (const [incident, lane] of lanes) remove(incident, lane)
      changed()
    },
    async idle() {
      while (busy.size) await Promise.all([...busy.values()].flatMap((under) => [...under]))
    },
  }
}
