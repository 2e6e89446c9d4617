/** A real server on a port and a database of its own, and pages that watch it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import {
  type Command,
  type FromPage,
  pageNamespace,
  sourceNamespace,
  type ToPage,
  type Watched,
} from '../../lib/live/events.ts'
import { decodeEvent } from '../../lib/live/wire.ts'
import type { RunEvent } from '../../lib/run.ts'
import type { RequestHandler } from '../../lib/server/front.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../lib/server/server.ts'

export type TestServer = RunningServer & { options: ServerOptions; folder: string; spoolFolder: string }

const started: { close(): Promise<void> }[] = []
const folders: string[] = []

const aPage: RequestHandler = (_request, response) => response.end('a page')

/** The same database and spools again when `folder` is that of a server before. */
export async function serve(
  changes: Partial<ServerOptions> & { folder?: string; handle?: RequestHandler } = {},
): Promise<TestServer> {
  const { folder = mkdtempSync(join(tmpdir(), 'lossglass-live-')), handle = aPage, ...rest } = changes
  folders.push(folder)
  const spoolFolder = join(folder, 'spool')
  const options = {
    ...{
      port: 0,
      host: '127.0.0.1',
      database: { file: join(folder, 'runs.db') },
      version: 'test',
      spoolFolder,
      graceMs: 60_000,
    },
    ...rest,
  }
  const server = await startServer(options, handle)
  started.push(server)
  return { ...server, options, folder, spoolFolder }
}

export const portOf = ({ url }: RunningServer) => Number(new URL(url).port)

export type TestPage = {
  socket: Socket<ToPage, FromPage>
  events: RunEvent[]
  /** The first event, past or to come, that a test looks for. */
  next<Type extends RunEvent['type']>(
    type: Type,
    is?: (event: Extract<RunEvent, { type: Type }>) => boolean,
  ): Promise<Extract<RunEvent, { type: Type }>>
}

/** A page that watches, once the server says that every later event will come. */
export async function openPage(url: string, watched: Watched): Promise<TestPage> {
  const socket: TestPage['socket'] = io(`${url}${pageNamespace}`, { transports: ['websocket'] })
  started.push({ close: async () => void socket.disconnect() })
  const events: RunEvent[] = []
  const looking = new Set<() => void>()
  socket.on('events', (_watched, wire, answer) => {
    events.push(...wire.map(decodeEvent))
    answer()
    for (const look of looking) look()
  })
  await socket.emitWithAck('watch', watched)
  return {
    socket,
    events,
    next: (type, is = () => true) =>
      new Promise((resolve) => {
        function look(): void {
          const found = events.find((event) => event.type === type && is(event as never))
          if (!found) return
          looking.delete(look)
          resolve(found as never)
        }
        looking.add(look)
        look()
      }),
  }
}

/** For `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const one of started.splice(0).reverse()) await one.close().catch(() => {})
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** Where a client finds the server. */
export const clientOf = ({ url, spoolFolder }: TestServer, rest = {}) => ({ url, spoolFolder, ...rest })
/** What the server has stored of one series. */
export const storedIn = async ({ services }: RunningServer, id: string, name = 'train/loss') => {
  const read = (await services.store.readPoints(id, { series: [name] })).series[0]
  return { steps: [...(read?.steps ?? [])], values: [...(read?.values ?? [])] }
}
export const statusIn = async ({ services }: RunningServer, id: string) =>
  (await services.store.readRun(id))?.run.status

/** A source below the client: its socket alone. */
export async function openSource(url: string, auth: object) {
  const socket = io(`${url}${sourceNamespace}`, { transports: ['websocket'], auth, forceNew: true })
  const commands: Command[] = []
  // The first may come with the connection.
  socket.on('command', (command: Command) => commands.push(command))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return { socket, commands, send: (events: unknown) => socket.emitWithAck('events', events) }
}

/** An event of one point, as JSON. */
export const json = (runId: string, step: number, value: number | string) => ({
  type: 'points',
  runId,
  series: [{ name: 'train/loss', steps: [step], values: [value] }],
})

/** What a program that only speaks HTTP is answered when it sends these events. */
export async function post({ url }: RunningServer, ...events: unknown[]) {
  const response = await fetch(`${url}/api/ingest`, { method: 'POST', body: JSON.stringify({ events }) })
  return { status: response.status, body: (await response.json()) as { accepted: number; stop?: object } }
}
