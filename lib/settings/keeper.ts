/** Holds the settings of a server: read once, written through. */
import { rules } from '../detectors/rulebook.ts'
import { faultOf } from '../detectors/threshold.ts'
import type { Store } from '../store/store.ts'
import { defaultSettings, type Settings } from './settings.ts'

export type SettingsKeeper = {
  read(): Settings
  /** Resolves when they are stored; they hold from then on. */
  write(settings: Settings): Promise<void>
  /** Reads them again, as another server may have written them. */
  reload(): Promise<void>
}

const name = 'settings'

/** `changed` is called after every change. */
export async function openSettings(store: Store, changed: () => void): Promise<SettingsKeeper> {
  const settingsOf = (text: string | null) => (text === null ? defaultSettings : completed(JSON.parse(text)))
  let known = await store.readSetting(name)
  let settings = settingsOf(known)
  return {
    async reload() {
      const before = known
      const text = await store.readSetting(name)
      // What this server wrote meanwhile is newer than what was read.
      if (text === known || known !== before) return
      settings = settingsOf(text)
      known = text
      changed()
    },
    read: () => settings,
    async write(next) {
      const text = JSON.stringify(next)
      await store.writeSetting(name, text)
      known = text
      settings = next
      changed()
    },
  }
}

/** What was stored before a setting was there has its default. */
function completed(stored: Partial<Settings>): Settings {
  return {
    ...defaultSettings,
    ...stored,
    thresholds: knownOf(stored.thresholds ?? {}),
    notifications: { ...defaultSettings.notifications, ...stored.notifications },
  }
}

/** Another version may have had other thresholds, or other ranges: what this one does not know is left out. */
function knownOf(thresholds: Settings['thresholds']): Settings['thresholds'] {
  const known = rules.map(({ code, thresholds: named }) => {
    const values = Object.entries(thresholds[code] ?? {}).filter(([name, value]) => {
      const threshold = named[name]
      return threshold !== undefined && faultOf(threshold, value) === null
    })
    return [code, Object.fromEntries(values)] as const
  })
  return Object.fromEntries(known.filter(([, values]) => Object.keys(values).length > 0))
}
