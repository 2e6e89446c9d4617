/** The composition root: opens the store, the recorder and the live channel, and serves pages and API on one port. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Server as SocketServer } from 'socket.io'
import { recoverKept } from '../delivery/recover-predictions.ts'
import type { Door } from '../http/exchange.ts'
import { passes, passesToPages, sayStarting } from '../http/front-door.ts'
import { createGuard, isLoopback } from '../http/guard.ts'
import { openapi } from '../http/openapi.ts'
import { ownReader } from '../http/own-call.ts'
import { limits } from '../limits.ts'
import { pageNamespace, sourceNamespace } from '../live/events.ts'
import { servePages } from '../live/pages.ts'
import { serveSources } from '../live/sources.ts'
import { createExampleReader } from '../matrix/example-reader.ts'
import { openJudge } from '../matrix/judge-worker.ts'
import { createScorer } from '../matrix/scorer.ts'
import { factsOf } from '../recorder/facts.ts'
import { createRecorder } from '../recorder/recorder.ts'
import { Refusal } from '../refusal.ts'
import { root } from '../root.ts'
import type { RunEvent } from '../run.ts'
import { openSettings } from '../settings/keeper.ts'
import { holdDatabase } from '../store/sqlite/database-lock.ts'
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts'
import { watchStore } from '../store/watched-store.ts'
import { openDoors } from './doors.ts'
import { runsGoingOn } from './going-on.ts'
import { launchTraining } from './launch.ts'
import { createListRows } from './list-rows.ts'
import { isEverywhere, listen } from './listen.ts'
import { createLogFollower } from './log-follower.ts'
import { keepPolicies } from './policies.ts'
import { provideServices, type Services } from './services.ts'
import { createSweepKeeper } from './sweep-keeper.ts'
import { openWebhook } from './webhook.ts'

export type ServerOptions = {
  port: number
  host: string
  /** Path of the SQLite file. */
  db: string
  token?: string | undefined
  version: string
  spoolFolder?: string | undefined
  /** Hosts inside the network that a webhook may name though others than the owner may set it. */
  webhookHosts?: readonly string[] | undefined
  /** Folders below which logs are followed while they are written. */
  logFolders?: readonly string[] | undefined
  /** Whether agents that come by `/mcp` may stop runs and note things on them. */
  mcpMayWrite?: boolean | undefined
  /** How long a source may be away before its run counts as lost. */
  graceMs?: number | undefined
}

export type RunningServer = { url: string; services: Services; close(): Promise<void> }
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown

/** How often running runs are asked whether they are still alive. */
const silenceCheckMs = 5000
const clockJumpMs = 10_000

/** What is under way when the server is to end has so long to come to an end. */
const lastAnswersMs = 2500

/** Sources that keep a connection open while they train: without one, their running run is lost. */
const connectedSources = ['runner', 'client']

/** Bytes of a request's head: an address may name as many runs as are compared at once, in 64 letters each. */
const longestHead = 64 * 1024

/**
 * Opens everything and listens; `handle` answers what is not the live channel's. Refuses, in one sentence, when the port or the
 * database cannot be had, or when it would be open to the network without a token.
 */
export async function startServer(options: ServerOptions, handle: RequestHandler): Promise<RunningServer> {
  const { host, version } = options
  // An empty variable is as good as none.
  const token = options.token || undefined
  if (!isLoopback(host) && !token)
    throw new Refusal(
      'cannot-start',
      `Listening on ${host} opens this server to the network: set LOSSGLASS_TOKEN to a secret first, or leave out --host.`,
    )
  const guard = createGuard({ host, token })
  let isClosing = false
  let doors: readonly Door[] | null = null
  const http = createServer({ maxHeaderSize: longestHead }, (request, response) => {
    if (isClosing) response.setHeader('connection', 'close')
    if (!passes({ guard, token }, request, response)) return
    if (!doors) return sayStarting(response)
    if (doors.some((isAnswered) => isAnswered(request, response))) return
    if (!passesToPages(request, response)) return
    return handle(request, response)
  })
  const connections = new Set<Socket>()
  http.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  let isOpen = false
  const io = new SocketServer(http, {
    transports: ['websocket'],
    maxHttpBufferSize: limits.bytes,
    serveClient: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    // Who comes while the database is opened tries again; a namespace that is not there yet would turn them away for good.
    allowRequest: (request, decide) => decide(null, isOpen && guard.refusalOf(request) === null),
  })

  // The port first: a second server must not open the database of the first.
  const port = await listen(http, options)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const ownAddress = isEverywhere(host) ? `http://127.0.0.1:${port}` : url
  async function openStore() {
    const lock = holdDatabase(options.db, url)
    try {
      const store = watchStore(await openSqliteStore(options.db), options.db)
      lock.touch()
      return { lock, store }
    } catch (error) {
      lock.release()
      throw error
    }
  }
  const { lock, store } = await openStore().catch(async (error) => {
    await io.close()
    throw error
  })
  const now = Date.now
  const follower = createLogFollower({ url, token })
  const followLogs = () => follower.follow([...(options.logFolders ?? []), ...settings.read().logFolders])
  const settings = await openSettings(store, () => {
    recorder.factsChanged()
    followLogs()
  })
  const notifier = await openWebhook({
    ...{ store, settings, url, port, isShared: token !== undefined, now },
    allowed: options.webhookHosts ?? [],
  })
  const pages = servePages(io.of(pageNamespace))
  const recorder = createRecorder({
    store,
    factsOf: (run) => factsOf(run, settings.read()),
    publish,
    now,
    isConnected: ({ source }) => connectedSources.includes(source),
  })
  const rows = createListRows(store, recorder)
  const sources = serveSources(io.of(sourceNamespace), { recorder, now, graceMs: options.graceMs })
  const policies = keepPolicies({ read: settings.read, store, recorder, now })
  function publish(events: readonly RunEvent[]): void {
    rows.committed(events)
    sources.committed(events)
    pages.publish(events)
    notifier.committed(events)
    policies.committed(events)
  }
  let recovered = Promise.resolve()
  /** One after the other: two would read the same files. */
  function takeInSpools(): Promise<void> {
    const next = recovered.then(() =>
      recoverKept(store, recorder, { folder: options.spoolFolder, address: url }),
    )
    recovered = next.catch(() => {})
    return next
  }
  const startTraining = (input: unknown) =>
    launchTraining(input, { store, recorder, recoverSpools: takeInSpools, now, url: () => url, token })
  const sweeps = createSweepKeeper({ store, recorder, now, url: () => url, token })
  const readOwn = ownReader(ownAddress, token)
  const judge = openJudge({ file: options.db })
  const services: Services = {
    ...{ store, rows, recorder, sources, pages, settings, notifier, startTraining, sweeps },
    trouble: store.trouble,
    ...{ judge, scorer: createScorer(judge), showRows: createExampleReader() },
    isShared: token !== undefined,
    readPythonClient: () => readFile(join(root, 'python', 'lossglass.py'), 'utf8'),
    describeApi: () => openapi(version),
    readOwn,
    version,
  }
  provideServices(services)
  doors = openDoors({
    ...{ store, recorder, sources, sweeps, readOwn, now, version, url, token },
    ...{ db: options.db, mcpMayWrite: options.mcpMayWrite ?? false },
  })
  isOpen = true
  let checkedAt = now()
  const watching = setInterval(() => {
    // After a suspend, or when the clock was set, nobody has been silent for as long as the clock says.
    const moved = now() - checkedAt - silenceCheckMs
    checkedAt = now()
    if (Math.abs(moved) > clockJumpMs) recorder.clockMoved(moved)
    lock.touch()
    store.look()
    recorder.watchSilence().catch((error) => console.error(error))
    notifier.tick()
    // A program may have died since while it delivered.
    takeInSpools().catch((error) => console.error(error))
  }, silenceCheckMs)

  await takeInSpools()
  for (const { run } of await runsGoingOn(store))
    if (connectedSources.includes(run.source)) sources.expect(run.id)
  followLogs()

  return {
    url,
    services,
    async close() {
      clearInterval(watching)
      follower.close()
      sweeps.close()
      sources.close()
      pages.close()
      isClosing = true
      const cutOff = setTimeout(() => {
        for (const socket of connections) socket.destroy()
      }, lastAnswersMs)
      const closed = io.close()
      http.closeIdleConnections()
      await closed
      clearTimeout(cutOff)
      await recorder.close()
      await recovered
      await notifier.close()
      await judge.close()
      await store.close()
      lock.release()
    },
  }
}
