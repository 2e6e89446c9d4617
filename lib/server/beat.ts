/** What a server looks after every few seconds. */
import type { OtherServers } from '../live/other-servers.ts'
import type { Sources } from '../live/sources.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { SettingsKeeper } from '../settings/keeper.ts'
import type { WatchedStore } from '../store/watched-store.ts'
import type { TokenKeeper } from '../tokens/keeper.ts'
import type { OpenedStore } from './open-store.ts'
import { expectOrphans } from './orphans.ts'
import type { Spools } from './spools.ts'
import type { OwnWebhook } from './webhook.ts'

export type BeatParts = {
  store: WatchedStore
  touch: OpenedStore['touch']
  recorder: Recorder
  sources: Sources
  others: OtherServers
  /** Whether other servers may be on the same database. */
  hasOthers: boolean
  notifier: Notifier
  inherit: OwnWebhook['inherit']
  tokens: TokenKeeper
  settings: SettingsKeeper
  spools: Spools
}

const everyMs = 5000

/** Answers what ends it. */
export function startBeat(parts: BeatParts): () => void {
  const { store, touch, recorder, sources, others, hasOthers, notifier, inherit, tokens, settings, spools } =
    parts
  const beating = setInterval(() => {
    touch()
    store.look()
    recorder.watchSilence().catch((error) => console.error(error))
    notifier.tick()
    // What fails below is the store's trouble, which health tells, and is asked again at the next beat.
    tokens.tend(hasOthers).catch(() => {})
    // What others said of settings may have been lost on its way.
    if (hasOthers)
      Promise.all([expectOrphans({ store, sources, others }), inherit(), settings.reload()]).catch(() => {})
    // A program may have died since while it delivered.
    spools.takeIn().catch((error) => console.error(error))
  }, everyMs)
  return () => clearInterval(beating)
}
