/** What a source has still to deliver, in order: in memory up to a bound, then in its spool file. */
import { limits } from '../limits.ts'
import type { RunEvent } from '../run.ts'
import { eventsOf, type Gathered, gather, newGathered } from './gathered.ts'
import { type Spool, valuesIn } from './spool.ts'

/** Points that wait in memory; more go to the spool file. 24 bytes each. */
const pointsInMemory = 50_000
/** Points that one message holds about. */
const pointsPerMessage = 20_000

/** What goes next. It stays in the backlog until it is `done`. */
export type Message = {
  readonly events: readonly RunEvent[]
  done(): void
  /** From now on each of its events goes by itself; what they are of stays where it is kept till the last is done. */
  split(): void
}

export type Backlog = {
  add(event: RunEvent): void
  /** One value of each of these series at a step. */
  addPoint(runId: string, step: number, values: Readonly<Record<string, number>>, time: number): void
  /** From the file while it has any, since that is older; null where nothing is left. */
  take(): Message | null
  /** Puts all that waits in memory into the file. */
  spill(): void
  isEmpty(): boolean
  /** Tells what the file has lost since this was asked last. */
  tellLost(): void
}

export type BacklogParts = {
  spool: Spool
  /** Whether a message is on its way: it stands at the head of what waits, and comes first in the file should it fail. */
  isOnItsWay(): boolean
  /** The run's start, which has to be in the file as well while the server may not know the run. */
  unknownStart(): RunEvent | null
  onLost(message: string, count: number): void
}

type Place = 'memory' | 'file'
type SplitUp = { from: Place; events: readonly RunEvent[]; done(): void }

export function createBacklog({ spool, isOnItsWay, unknownStart, onLost }: BacklogParts): Backlog {
  let waiting: RunEvent[] = []
  let waitingPoints = 0
  let growing: Gathered | null = null
  /** What is left of a message that was split, and where that is kept. */
  let splitUp: SplitUp | null = null

  /** What was gathered waits as events. */
  function seal(): void {
    if (!growing) return
    for (const event of eventsOf(growing)) waiting.push(event)
    waitingPoints += growing.count
    growing = null
    if (waitingPoints > pointsInMemory && !isOnItsWay()) moveToFile()
  }

  function moveToFile(): void {
    try {
      spool.append(waiting, unknownStart())
    } catch (error) {
      const message = `${waitingPoints} values could not be kept in ${spool.file}: ${(error as Error).message}`
      onLost(message, Math.max(1, waitingPoints))
    }
    waiting = []
    waitingPoints = 0
    if (splitUp?.from === 'memory') splitUp = null
  }

  function messageOf(from: Place, events: readonly RunEvent[], done: () => void): Message {
    return {
      events,
      done,
      split() {
        splitUp = { from, events, done }
      },
    }
  }

  function fromMemory(): Message {
    let points = 0
    let count = 0
    for (; count < waiting.length && count < limits.events && points < pointsPerMessage; count++)
      points += valuesIn(waiting[count] as RunEvent)
    return messageOf('memory', waiting.slice(0, count), () => {
      waiting.splice(0, count)
      waitingPoints -= points
    })
  }

  function firstOf({ from, events, done }: SplitUp): Message {
    return messageOf(from, events.slice(0, 1), () => {
      const rest = events.slice(1)
      splitUp = rest.length ? { from, events: rest, done } : null
      if (!splitUp) done()
    })
  }

  return {
    add(event) {
      seal()
      waiting.push(event)
    },
    addPoint(runId, step, values, time) {
      if (growing && growing.runId !== runId) seal()
      growing ??= newGathered(runId)
      gather(growing, step, values, time)
      if (growing.count >= pointsPerMessage) seal()
    },
    take() {
      if (splitUp) return firstOf(splitUp)
      // What is sealed may be so much that it goes to the file.
      if (spool.isEmpty() && !waiting.length) seal()
      if (!spool.isEmpty()) return messageOf('file', spool.read(), spool.delivered)
      return waiting.length ? fromMemory() : null
    },
    spill() {
      seal()
      if (waiting.length) moveToFile()
    },
    isEmpty: () => !waiting.length && !growing && spool.isEmpty(),
    tellLost() {
      const lost = spool.takeLost()
      if (lost > 0)
        onLost(
          `Of what waited in ${spool.file}, ${lost} are lost: the file was removed, cut or damaged meanwhile.`,
          lost,
        )
    },
  }
}
