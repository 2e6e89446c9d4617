import type { Settings } from '../../lib/settings/settings.ts'
import { ask } from './ask.ts'

/** Why settings were not taken: a sentence, and the place of the fault where there is one. */
export type SettingsFault = { message: string; at: string | null }
type Answer = { settings?: Settings; error?: { message: string; at?: string } }

/**
 * Changes the settings of the server as they are now, so that what another page has changed meanwhile stays. Resolves with the
 * settings that hold, or why they were refused.
 */
export async function changeSettings(
  change: (settings: Settings) => Settings,
): Promise<{ settings: Settings } | SettingsFault> {
  try {
    const { settings } = (await (await ask('/api/settings')).json()) as Answer
    if (!settings) throw new Error('no settings')
    const response = await ask('/api/settings', { method: 'PUT', body: JSON.stringify(change(settings)) })
    const answer = (await response.json()) as Answer
    if (answer.settings) return { settings: answer.settings }
    const { message = 'The settings could not be saved.', at = null } = answer.error ?? {}
    // The place is shown by where the sentence stands.
    return { message: at ? message.replace(`${at}: `, '') : message, at }
  } catch {
    return { message: 'The server cannot be reached.', at: null }
  }
}
