/** Holds the settings of a server: read once, written through. */
import { defaultSettings, type Settings } from './settings.ts'
import type { Store } from './store/store.ts'

export type SettingsKeeper = {
  read(): Settings
  /** Resolves when they are stored; they hold from then on. */
  write(settings: Settings): Promise<void>
}

const name = 'settings'

/** `changed` is called after every change. */
export async function openSettings(store: Store, changed: () => void): Promise<SettingsKeeper> {
  const text = await store.readSetting(name)
  let settings: Settings = text === null ? defaultSettings : { ...defaultSettings, ...JSON.parse(text) }
  return {
    read: () => settings,
    async write(next) {
      await store.writeSetting(name, JSON.stringify(next))
      settings = next
      changed()
    },
  }
}
