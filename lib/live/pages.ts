/** The server's end of the live channel for pages: passes on what was committed, at the pace that each page can take. */
import type { Namespace, Socket } from 'socket.io'
import { limits } from '../limits.ts'
import { type RunEvent, runIdOf } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import { withoutSystem } from '../system/system-series.ts'
import type { FromPage, ToPage, Watched, WireEvent } from './events.ts'
import { lightened } from './lightened.ts'
import { encodeEvents } from './wire.ts'

/** How often pages that watch all runs hear of them. */
const overviewMs = 500
/** Messages that a page may leave unanswered before events are left out for it. */
const messagesUnanswered = 64

/** What a page may watch at a time, so that one connection cannot fill the memory. */
const roomsAPage = limits.comparedRuns + 10
const longestRunId = 64
/** Events of the overview that one message holds. */
const eventsPerMessage = 1000

type PageSocket = Socket<FromPage, ToPage>

const runsRoom = 'runs'
const roomOf = (watched: Watched) =>
  'run' in watched ? `run:${watched.run}` : 'console' in watched ? `console:${watched.console}` : runsRoom

/** Pages are outside as well: what they send may be anything. */
function isWatched(input: unknown): input is Watched {
  if (typeof input !== 'object' || input === null) return false
  const isId = (id: unknown) => typeof id === 'string' && id.length <= longestRunId
  if ('run' in input) return isId(input.run)
  if ('console' in input) return isId(input.console)
  return 'runs' in input && input.runs === true
}

export type Pages = {
  /** Passes on committed events. */
  publish(events: readonly RunEvent[]): void
  /** Events may have been left out: every page reads again. */
  allBehind(): void
  close(): void
}

export function servePages(namespace: Namespace<FromPage, ToPage>): Pages {
  const unanswered = new WeakMap<PageSocket, number>()
  const behind = new WeakSet<PageSocket>()
  const overview = new Map<string, Map<string, RunEvent>>()

  namespace.on('connection', (socket: PageSocket) => {
    socket.on('watch', (watched, answer) => {
      if (isWatched(watched) && socket.rooms.size <= roomsAPage) socket.join(roomOf(watched))
      if (typeof answer === 'function') answer()
    })
    socket.on('unwatch', (watched) => {
      if (isWatched(watched)) socket.leave(roomOf(watched))
    })
  })

  /** Sends to a page, unless it has fallen behind: it then hears so as soon as it has caught up, and reads again. */
  function sendTo(socket: PageSocket, watched: Watched, events: WireEvent[]): void {
    const waiting = unanswered.get(socket) ?? 0
    if (waiting >= messagesUnanswered) behind.add(socket)
    if (behind.has(socket)) return
    unanswered.set(socket, waiting + 1)
    socket.emit('events', watched, events, () => {
      const left = (unanswered.get(socket) ?? 1) - 1
      unanswered.set(socket, left)
      if (left === 0 && behind.delete(socket)) socket.emit('behind')
    })
  }

  function send(watched: Watched, events: readonly RunEvent[]): void {
    const room = namespace.adapter.rooms.get(roomOf(watched))
    if (!room?.size) return
    const encoded = encodeEvents(events.map(lightened))
    for (const id of room) {
      const socket = namespace.sockets.get(id)
      if (socket) sendTo(socket, watched, encoded)
    }
  }

  /** Keeps for each run its state changes and the newest point of each series. */
  function noteForOverview(event: RunEvent): void {
    const noted = overview.get(runIdOf(event)) ?? new Map<string, RunEvent>()
    overview.set(runIdOf(event), noted)
    if (event.type !== 'points')
      noted.set(`${event.type} ${'finding' in event ? event.finding.id : noted.size}`, event)
    else
      for (const columns of withoutSystem(event.series)) {
        const key = `points ${columns.name}`
        // Put last anew, so that points after a loss of the run come after it.
        noted.delete(key)
        noted.set(key, { ...event, series: [lastPoint(columns)] })
      }
  }

  const timer = setInterval(() => {
    // One message for all runs: with one a run, more than a page may leave unanswered would come at once.
    const events = [...overview.values()].flatMap((noted) => [...noted.values()])
    overview.clear()
    for (let i = 0; i < events.length; i += eventsPerMessage)
      send({ runs: true }, events.slice(i, i + eventsPerMessage))
  }, overviewMs)
  timer.unref()

  return {
    publish(events) {
      // What runs print is for those alone that look at it.
      const printed = events.filter(isPrinted)
      const others = printed.length > 0 ? events.filter((event) => !isPrinted(event)) : events
      for (const [run, ofRun] of groupByRun(printed)) send({ console: run }, ofRun)
      for (const [run, ofRun] of groupByRun(others)) send({ run }, ofRun)
      if (namespace.adapter.rooms.get(runsRoom)?.size) others.forEach(noteForOverview)
    },
    allBehind: () => void namespace.local.emit('behind'),
    close: () => clearInterval(timer),
  }
}

const isPrinted = ({ type }: RunEvent) => type === 'console'

function groupByRun(events: readonly RunEvent[]): Map<string, RunEvent[]> {
  const groups = new Map<string, RunEvent[]>()
  for (const event of events) groups.set(runIdOf(event), [...(groups.get(runIdOf(event)) ?? []), event])
  return groups
}

function lastPoint({ name, steps, values, times }: SeriesColumns): SeriesColumns {
  return { name, steps: steps.slice(-1), values: values.slice(-1), times: times.slice(-1) }
}
