/** What waits to be recorded: an entry for each message, committed or refused as a whole. */
import { isEnded, type Run, type RunEvent, runIdOf } from '../run.ts'

export type Entry = {
  events: readonly RunEvent[]
  resolve(): void
  reject(error: unknown): void
  /** How often other servers were first. */
  overtaken: number
}

/** Points and events up to which waiting entries are committed together: everybody else waits as long as a commit takes. */
const pointsPerCommit = 200_000
const eventsPerCommit = 2_000

/** Takes the next ones from the head of the queue: one at least. */
export function takeEntries(queue: Entry[]): Entry[] {
  let points = 0
  let events = 0
  let count = 0
  for (; count < queue.length && points < pointsPerCommit && events < eventsPerCommit; count++) {
    points += pointsIn(queue[count] as Entry)
    events += (queue[count] as Entry).events.length
  }
  return queue.splice(0, count)
}

function pointsIn({ events }: Entry): number {
  let points = 0
  for (const event of events)
    if (event.type === 'points') for (const { steps } of event.series) points += steps.length
  return points
}

/** Whether an earlier entry of this commit ends the run: what comes then is compared with what will be stored. */
export function endsIn(pending: ReadonlyMap<string, { run: Run } | null>, event: RunEvent): boolean {
  const state = pending.get(runIdOf(event))
  return state ? isEnded(state.run) : false
}
