/** Settings of the store in memory. */
import type { Store } from '../store.ts'

type Settings = Pick<Store, 'readSetting' | 'writeSetting' | 'listSettings' | 'deleteSetting'>

export function createMemorySettings(): Settings {
  const settings = new Map<string, string>()
  return {
    async readSetting(name) {
      return settings.get(name) ?? null
    },
    async writeSetting(name, value) {
      settings.set(name, value)
    },
    async listSettings(prefix) {
      return new Map([...settings].filter(([name]) => name.startsWith(prefix)).sort())
    },
    async deleteSetting(name, value) {
      return settings.get(name) === value && settings.delete(name)
    },
  }
}
