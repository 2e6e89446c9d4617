/** What a source is told when its events were not taken. */
import { Refusal } from '../refusal.ts'
import type { Refused } from './events.ts'

export function refusedBecause(error: unknown): Refused {
  if (error instanceof Refusal) {
    const { code, message, at } = error
    return { ok: false, retry: code === 'unavailable', code, message, ...(at === undefined ? {} : { at }) }
  }
  console.error(error)
  const message = 'The server could not store these events; they may be sent again.'
  return { ok: false, retry: true, code: 'unavailable', message }
}
