/** Whether nobody is to be disturbed. */
import type { Notifications } from '../settings/settings.ts'

/** `minute` counts from midnight; hours that end before they begin go over midnight. */
export function isQuiet(quiet: Notifications['quiet'], minute: number): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  return quiet.from < quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to
}
