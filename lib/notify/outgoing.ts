/** Messages on their way to a webhook: those of one incident in order, and no incident waits for another. Plain data, no timers. */
import type { Finding } from '../run.ts'
import type { Failure } from './deliver.ts'

export type Outgoing = {
  /** A finding that opened or is over, to be told after what is on its way of the same incident. */
  add(finding: Finding): void
  /** Takes back the opening of an incident, and what follows it, unless it may have been heard; whether it was. */
  withdraw(incident: string): boolean
  /** Sends what is due. To be called when something was added, and every few seconds. */
  pump(): void
  /** All that was not sent yet, in order. */
  waiting(): Finding[]
  clear(): void
  /** Resolves when no request is under way. */
  idle(): Promise<void>
}

export type OutgoingParts = {
  /** Where messages go at this moment; null while nobody is to be disturbed. */
  target(): string | null
  /** One try. Never throws. */
  send(finding: Finding): Promise<Failure | null>
  /** Of an opening that nobody will hear of; its end is not told either. */
  lost(finding: Finding, reason: string): void
  /** Called when something else waits than before. */
  changed(): void
  now(): number
}

/** The first message of an incident is tried until it arrives or is given up; then comes the next. */
type Lane = { findings: Finding[]; tries: number; dueAt: number; isSending: boolean }

/** Least pauses before the second, third … try: half an hour in all, then a message is given up. */
const pausesMs = [1000, 5000, 30_000, 120_000, 600_000, 1_200_000]
/** Requests under way to one webhook: one that answers slowly must not be overrun when it is back. */
const mostAtOnce = 4
/** Messages waiting, at most; the oldest incidents are left out. */
const mostWaiting = 1000

export function createOutgoing({ target, send, lost, changed, now }: OutgoingParts): Outgoing {
  const lanes = new Map<string, Lane>()
  /** Requests under way by webhook: the answers that one does not give hold up no other. */
  const busy = new Map<string, Set<Promise<void>>>()
  let size = 0

  function remove(incident: string, lane: Lane): void {
    size -= lane.findings.length
    lane.findings = []
    lanes.delete(incident)
  }

  function leaveOutOldest(): void {
    for (const [incident, lane] of lanes) {
      if (size <= mostWaiting) return
      const [first] = lane.findings
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
    const first = lane.findings[0] as Finding
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
    if (failure && first.resolvedStep === null) remove(incident, lane)
    else {
      lane.findings.shift()
      size--
      Object.assign(lane, { tries: 0, dueAt: 0 })
      if (lane.findings.length === 0) lanes.delete(incident)
    }
    if (failure) lost(first, failure.reason)
    changed()
  }

  return {
    add(finding) {
      const lane = lanes.get(finding.id) ?? { findings: [], tries: 0, dueAt: 0, isSending: false }
      lanes.set(finding.id, lane)
      lane.findings.push(finding)
      size++
      leaveOutOldest()
      changed()
      pump()
    },
    withdraw(incident) {
      const lane = lanes.get(incident)
      if (!lane || lane.isSending || lane.tries > 0 || lane.findings[0]?.resolvedStep !== null) return false
      remove(incident, lane)
      changed()
      return true
    },
    pump,
    waiting: () => [...lanes.values()].flatMap(({ findings }) => findings),
    clear() {
      for (const [incident, lane] of lanes) remove(incident, lane)
      changed()
    },
    async idle() {
      while (busy.size) await Promise.all([...busy.values()].flatMap((under) => [...under]))
    },
  }
}
