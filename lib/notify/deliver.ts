/** Sends one message to a webhook, once. */
import type { Webhook } from '../settings/settings.ts'
import { bodyOf, type Message } from './message.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Why a try failed, in a sentence; `again` where another may do better. */
export type Failure = { reason: string; again: boolean }

/** A webhook that does not answer within 10 s has failed. */
const answerMs = 10_000

/** Null when the message was taken. Never throws. */
export async function deliver(
  { url, form }: Webhook,
  message: Message,
  fetch: Fetch,
): Promise<Failure | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(form, message)),
      signal: AbortSignal.timeout(answerMs),
      redirect: 'error',
    })
    await response.body?.cancel()
    if (response.ok) return null
    const again = response.status >= 500 || response.status === 429 || response.status === 408
    return { reason: `The webhook answered ${response.status}.`, again }
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError'
    const cause = (error as { cause?: { code?: string } }).cause?.code
    return {
      reason: isLate
        ? `The webhook did not answer within ${answerMs / 1000} seconds.`
        : `The webhook cannot be reached (${cause ?? (error as Error).message}).`,
      again: true,
    }
  }
}
