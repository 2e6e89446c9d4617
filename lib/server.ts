/** The composition root: opens the store, the recorder and the live channel, and serves pages and API on one port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { Server as SocketServer } from 'socket.io'
import { recoverSpools } from './delivery/recover-spools.ts'
import { factsOf } from './facts.ts'
import { errorBody, statusOf } from './http/answer.ts'
import { createGuard, isLoopback, tokenCookie } from './http/guard.ts'
import { launchTraining } from './launch.ts'
import { pageNamespace, sourceNamespace } from './live/events.ts'
import { servePages } from './live/pages.ts'
import { serveSources } from './live/sources.ts'
import { createNotifier } from './notify/notifier.ts'
import { createPolicyKeeper } from './policies.ts'
import { createRecorder } from './recorder.ts'
import { Refusal } from './refusal.ts'
import type { RunEvent } from './run.ts'
import { limits } from './schema.ts'
import { provideServices, type Services } from './services.ts'
import { openSettings } from './settings-keeper.ts'
import { openPrismaStore } from './store/prisma-store.ts'

export type ServerOptions = {
  port: number
  host: string
  /** Path of the SQLite file. */
  db: string
  token?: string | undefined
  version: string
  spoolFolder?: string | undefined
  /** How long a source may be away before its run counts as lost. */
  graceMs?: number | undefined
}

export type RunningServer = { url: string; services: Services; close(): Promise<void> }
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown

/** How often running runs are asked whether they are still alive. */
const silenceCheckMs = 5000

/** Sources that keep a connection open while they train: without one, their running run is lost. */
const connectedSources = ['runner', 'client']

/**
 * Opens everything and listens; `handle` answers what is not the live channel's. Refuses, in one sentence, when the port or the
 * database cannot be had, or when it would be open to the network without a token.
 */
export async function startServer(options: ServerOptions, handle: RequestHandler): Promise<RunningServer> {
  const { host, token, version } = options
  if (!isLoopback(host) && !token)
    throw new Refusal(
      'cannot-start',
      `Listening on ${host} opens this server to the network: set LOSSGLASS_TOKEN to a secret first, or leave out --host.`,
    )
  const guard = createGuard({ host, token })
  const http = createServer((request, response) => {
    const refusal = guard.refusalOf(request)
    if (refusal) return answerRefusal(response, refusal)
    if (token && request.url?.includes('token='))
      response.setHeader(
        'set-cookie',
        `${tokenCookie}=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/`,
      )
    return handle(request, response)
  })
  const io = new SocketServer(http, {
    transports: ['websocket'],
    maxHttpBufferSize: limits.bytes,
    serveClient: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    allowRequest: (request, decide) => decide(null, guard.refusalOf(request) === null),
  })

  // The port first: a second server must not open the database of the first.
  const port = await listen(http, options)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const store = await openPrismaStore(options.db).catch(async (error) => {
    await io.close()
    throw error
  })
  const now = Date.now
  const settings = await openSettings(store, () => recorder.factsChanged())
  const pages = servePages(io.of(pageNamespace))
  const recorder = createRecorder({ store, factsOf: (run) => factsOf(run, settings.read()), publish, now })
  const sources = serveSources(io.of(sourceNamespace), { recorder, now, graceMs: options.graceMs })
  const notifier = createNotifier({
    settings: settings.read,
    url,
    readRun: async (id) => (await store.readRun(id))?.run ?? null,
    web: { fetch, wait: (ms) => setTimeout(ms, undefined, { ref: false }) },
    minuteOfDay: () => new Date().getHours() * 60 + new Date().getMinutes(),
  })
  const policies = createPolicyKeeper({
    policies: () => settings.read().policies,
    stepsPerEpoch: async (id) => (await store.readRun(id))?.run.stepsPerEpoch ?? null,
    stop(runId, reason) {
      try {
        sources.command({ runId, action: 'stop', by: 'policy', reason })
      } catch (error) {
        // A program that only sends HTTP cannot be stopped from here.
        console.error(`${reason} ${(error as Error).message}`)
      }
    },
  })
  function publish(events: readonly RunEvent[]): void {
    sources.committed(events)
    pages.publish(events)
    notifier.committed(events)
    policies.committed(events)
  }
  const startTraining = (input: unknown) =>
    launchTraining(input, { store, recorder, now, url: () => url, token })
  const services: Services = { store, recorder, sources, pages, settings, notifier, startTraining, version }
  provideServices(services)
  const watching = setInterval(() => {
    recorder.watchSilence().catch((error) => console.error(error))
    notifier.tick()
  }, silenceCheckMs)

  await recoverSpools(recorder, { folder: options.spoolFolder })
  for (const status of ['running', 'paused'] as const)
    for (const { run, findings } of (await store.listRuns({ status, sort: 'newest', limit: 10_000 })).runs) {
      notifier.remember(findings)
      if (connectedSources.includes(run.source)) sources.expect(run.id)
    }

  return {
    url,
    services,
    async close() {
      clearInterval(watching)
      sources.close()
      pages.close()
      await io.close()
      await recorder.idle()
      await store.close()
    },
  }
}

function listen(http: ReturnType<typeof createServer>, { port, host }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use: stop the program that uses it, or choose another with --port ${port + 1}.`,
        EACCES: `Port ${port} may not be used by this user: choose one above 1023 with --port.`,
        EADDRNOTAVAIL: `This machine has no address ${host}: leave out --host, or give one of its own.`,
      }
      const reason =
        reasons[error.code ?? ''] ?? `The server cannot listen on ${host}:${port}: ${error.message}.`
      reject(new Refusal('cannot-start', reason))
    })
    http.listen(port, host, () => {
      const address = http.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  response.writeHead(statusOf(refusal), { 'content-type': 'application/json' })
  response.end(errorBody(refusal))
}
