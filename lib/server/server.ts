/** The composition root: opens the store, the recorder and the live channel, and serves pages and API on one port. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openapi } from '../http/openapi.ts'
import { ownReader } from '../http/own-call.ts'
import { admitSockets } from '../live/admission.ts'
import { pageNamespace, sourceNamespace } from '../live/events.ts'
import { hearOtherServers, noOtherServers } from '../live/other-servers.ts'
import { servePages } from '../live/pages.ts'
import { serveSources } from '../live/sources.ts'
import { createExampleReader } from '../matrix/example-reader.ts'
import { openJudge } from '../matrix/judge-worker.ts'
import { createScorer } from '../matrix/scorer.ts'
import { factsOf } from '../recorder/facts.ts'
import { createRecorder, type News } from '../recorder/recorder.ts'
import { root } from '../root.ts'
import type { RunEvent } from '../run.ts'
import { openSettings } from '../settings/keeper.ts'
import type { DatabaseSource } from '../store/database-source.ts'
import { createTokens } from '../tokens/keeper.ts'
import { startBeat } from './beat.ts'
import { openBetween } from './between-servers.ts'
import { createClock } from './clock.ts'
import { openDoors } from './doors.ts'
import type { RequestHandler } from './front.ts'
import { launchTraining } from './launch.ts'
import { createListRows } from './list-rows.ts'
import { createLogFollower } from './log-follower.ts'
import { openPort } from './open-port.ts'
import { openStore } from './open-store.ts'
import { expectOrphans, isConnectedSource } from './orphans.ts'
import { keepPolicies } from './policies.ts'
import type { PublicUrl } from './public-url.ts'
import { requireClosed } from './require-closed.ts'
import { provideServices, type Services } from './services.ts'
import { createSpools } from './spools.ts'
import { createSweepKeeper } from './sweep-keeper.ts'
import { openWebhook } from './webhook.ts'

export type ServerOptions = {
  port: number
  host: string
  database: DatabaseSource
  /** The address of a Redis, through which servers on one PostgreSQL database tell each other what happens. */
  redis?: string | undefined
  /** The owner's token; others, with names and rights, are made in the settings. */
  token?: string | undefined
  /** The address by which others reach it, with the base path of its pages; without a slash at its end. */
  publicUrl?: PublicUrl | null | undefined
  /** Addresses and networks of proxies whose X-Forwarded headers are believed. */
  trustedProxies?: readonly string[] | undefined
  version: string
  spoolFolder?: string | undefined
  /** Hosts inside the network that a webhook may name even where others than the owner may set it. */
  webhookHosts?: readonly string[] | undefined
  /** Folders below which logs are followed while they are written. */
  logFolders?: readonly string[] | undefined
  /** Whether agents that come by `/mcp` may stop runs and note things on them. */
  mcpMayWrite?: boolean | undefined
  /** How long a source may be away before its run counts as lost. */
  graceMs?: number | undefined
}

export type RunningServer = { url: string; services: Services; close(): Promise<void> }

/** How old what other servers said of their sweeps may be in a list. */
const listedAgeMs = 1000

/**
 * Opens everything and listens; `handle` answers what is not the live channel's. Refuses, in one sentence, when the port or the
 * database cannot be had, or when it would be open to the network without a token.
 */
export async function startServer(options: ServerOptions, handle: RequestHandler): Promise<RunningServer> {
  const { host, version, database } = options
  const { address: publicAddress, basePath = '' } = options.publicUrl ?? {}
  // An empty variable is as good as none.
  const token = options.token?.trim() || undefined
  if (!token) requireClosed(options)
  const { port, url, ownAddress, front, io, refusalOf, knowTokens } = await openPort({
    ...{ port: options.port, host, token, basePath, handle },
    trustedProxies: options.trustedProxies ?? [],
  })

  const between = await openBetween(database, options.redis, () => missed())
  const {
    store,
    touch,
    close: closeStore,
  } = await openStore(database, url).catch(async (error) => {
    await Promise.all([io.close(), between?.close()])
    throw error
  })

  const now = createClock((ms) => recorder.clockMoved(ms))
  const follower = createLogFollower({ url, token })
  const followLogs = () => follower.follow([...(options.logFolders ?? []), ...settings.read().logFolders])
  const settings = await openSettings(store, () => {
    recorder.factsChanged()
    followLogs()
  })
  const stored = await store.listTokens()
  const tokensChanged = (byUs: boolean) => {
    endRevoked()
    if (byUs) others.tokensChanged()
  }
  const tokens = createTokens({ store, stored, now, changed: tokensChanged })
  knowTokens(tokens)
  const { notifier, inherit } = await openWebhook({
    ...{ store, settings, url, linked: publicAddress ?? url, port, isShared: token !== undefined, now },
    allowed: options.webhookHosts ?? [],
  })

  const endRevoked = admitSockets(io, refusalOf)
  const pages = servePages(io.of(pageNamespace))
  const recorder = createRecorder({
    store,
    factsOf: (run) => factsOf(run, settings.read()),
    publish,
    announce: notifier.announce,
    recant: notifier.recant,
    now,
    isConnected: isConnectedSource,
  })
  const rows = createListRows(store, recorder)
  between?.join(io)
  const others = between
    ? hearOtherServers(io, {
        committed(events) {
          recorder.committedElsewhere(events)
          take(events, null)
        },
        settingsChanged: () => void settings.reload().catch((error) => console.error(error)),
        tokensChanged: () => void tokens.reload().catch((error) => console.error(error)),
        command: (command) => sources.commandFromElsewhere(command),
        busy: () => ({ runs: sources.connected(), sweeps: sweeps.driven() }),
      })
    : noOtherServers
  const sources = serveSources(io.of(sourceNamespace), { recorder, now, others, graceMs: options.graceMs })
  const policies = keepPolicies({ read: settings.read, store, recorder, now })

  function publish(events: readonly RunEvent[], news: News): void {
    take(events, news)
    others.committed(events)
  }
  /** `news` where this server has committed them. */
  function take(events: readonly RunEvent[], news: News | null): void {
    rows.committed(events)
    sources.committed(events)
    pages.publish(events)
    notifier.committed(events, news)
    policies.committed(events, news !== null)
  }
  /** What other servers have committed meanwhile is not known: all is read again. */
  function missed(): void {
    recorder.changedElsewhere(recorder.atHand())
    rows.clear()
    pages.allBehind()
  }

  const spools = createSpools(store, recorder, {
    folder: options.spoolFolder,
    addresses: [url, url + basePath, ...(publicAddress === undefined ? [] : [publicAddress])],
  })
  const startTraining = (input: unknown) =>
    launchTraining(input, { store, recorder, recoverSpools: spools.takeIn, now, url: () => url, token })
  const drivenElsewhere = async () => (await others.busy(listedAgeMs)).sweeps
  const sweeps = createSweepKeeper({ store, recorder, now, url: () => url, token, drivenElsewhere })

  const readOwn = ownReader(ownAddress, token)
  const judge = openJudge(database)
  const services: Services = {
    ...{ store, rows, recorder, sources, pages, notifier, startTraining, sweeps, tokens },
    settings: {
      ...settings,
      async write(next) {
        await settings.write(next)
        others.settingsChanged()
      },
    },
    ...{ judge, scorer: createScorer(judge), showRows: createExampleReader() },
    isShared: token !== undefined,
    readPythonClient: () => readFile(join(root, 'python', 'lossglass.py'), 'utf8'),
    describeApi: () => openapi(version, basePath),
    readOwn,
    version,
  }
  provideServices(services)

  // Before a program or a page comes: what others do meanwhile would be missed, and their programs' runs thought free.
  await others.met
  front.open(
    openDoors({
      ...{ store, recorder, sources, sweeps, readOwn, now, version, url, token },
      ...{ database, mcpMayWrite: options.mcpMayWrite ?? false, trouble: store.trouble },
    }),
  )
  const endBeat = startBeat({
    ...{ store, touch, recorder, sources, others, hasOthers: between !== null },
    ...{ notifier, inherit, tokens, settings, spools },
  })

  await spools.takeIn()
  await expectOrphans({ store, sources, others })
  followLogs()

  return {
    url,
    services,
    async close() {
      endBeat()
      follower.close()
      sweeps.close()
      sources.close()
      pages.close()
      await front.close(() => io.close())
      await recorder.close()
      await spools.idle()
      await notifier.close()
      await judge.close()
      await closeStore()
      await between?.close()
    },
  }
}
