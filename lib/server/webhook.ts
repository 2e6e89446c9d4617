/** What this server tells its webhook of, and what it reads for that. */
import { hostname } from 'node:os'
import { createNotifier, type Notifier } from '../notify/notifier.ts'
import { boundedFetch } from '../notify/outward.ts'
import type { SettingsKeeper } from '../settings/keeper.ts'
import type { Store } from '../store/store.ts'
import { glanceAt } from '../verbs/glance.ts'
import { runsGoingOn } from './going-on.ts'
import { watchOthersMessages } from './heirs.ts'

type Parts = {
  store: Store
  settings: SettingsKeeper
  url: string
  /** What its messages link to: the address by which others reach this server. */
  linked: string
  port: number
  /** Whether others than the owner of the machine may set the webhook. */
  isShared: boolean
  /** Hosts inside the network that it may name all the same. */
  allowed: readonly string[]
  now(): number
}

/**
 * The row of the settings that holds what the notifier could not send yet: of servers that share a database, each has
 * its own.
 */
const prefix = 'waiting-messages'
const rowOf = (store: Store, url: string) =>
  store.kind === 'postgresql' ? `${prefix} of ${hostname()} ${url}` : prefix

export type OwnWebhook = {
  notifier: Notifier
  /** Takes over what servers that are gone could not send. To be called every few seconds. */
  inherit(): Promise<void>
}

/** To be opened before anything can be recorded, as that may tell that what was found is over. */
export async function openWebhook({ store, settings, ...rest }: Parts): Promise<OwnWebhook> {
  const { url, linked, port, isShared, allowed, now } = rest
  const row = rowOf(store, url)
  const notifier = createNotifier({
    ...{ settings: settings.read, url: linked, now, readFinding: store.readFinding, isShared },
    fetch: boundedFetch(fetch, { port, isShared, allowed }),
    readRun: async (id) => (await store.readRun(id))?.run ?? null,
    readEnded: async (ids) =>
      (await store.readRuns(ids)).map((record) => {
        const { headline } = glanceAt(record, now())
        return { run: record.run, headline }
      }),
    kept: { write: (text) => store.writeSetting(row, text) },
    minuteOfDay: () => new Date().getHours() * 60 + new Date().getMinutes(),
  })
  for (const { run, findings } of await runsGoingOn(store)) notifier.remember(run, findings)
  await notifier.takeUp(await store.readSetting(row))
  return { notifier, inherit: watchOthersMessages({ store, prefix, own: row, takeUp: notifier.takeUp }) }
}
