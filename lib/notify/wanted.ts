/** What the owner wants to be told, by the settings of this moment, and when nobody is to be disturbed. */
import type { Finding } from '../run.ts'
import type { Ending, Notifications } from '../settings/settings.ts'
import { isQuiet } from './quiet.ts'

export type Wanted = {
  finding(finding: Finding): boolean
  /** An end that came at this time. */
  end(ending: Ending, time: number): boolean
  isQuietNow(): boolean
}

export type WantedParts = {
  notifications(): Notifications
  now(): number
  /** Minutes since midnight, by the clock of the machine. */
  minuteOfDay(): number
}

/** What happened as long ago as this is no news; clocks of programs may be hours off. */
const oldMs = 24 * 3_600_000

export function createWanted({ notifications, now, minuteOfDay }: WantedParts): Wanted {
  return {
    finding({ severity, acknowledgedAt, raisedAt }) {
      const { webhook, from } = notifications()
      if (!webhook || acknowledgedAt !== null || severity === 'info') return false
      // Of a run that is imported: nobody can do anything about it any more.
      if (now() - raisedAt > oldMs) return false
      return from === 'warning' || severity === 'critical'
    },
    end(ending, time) {
      const { webhook, ends } = notifications()
      return webhook !== null && ends.includes(ending) && now() - time <= oldMs
    },
    isQuietNow: () => isQuiet(notifications().quiet, minuteOfDay()),
  }
}
