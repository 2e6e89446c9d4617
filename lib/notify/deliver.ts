/** Sends one message to a webhook, once. */
import type { Webhook } from '../settings/settings.ts'
import { bodyOf, type Message } from './message.ts'
import { type Fetch, OutOfBounds } from './outward.ts'

/** Why a try failed, in a sentence; `again` where another may do better. */
export type Failure = { reason: string; again: boolean }

/** A webhook that does not answer within 10 s has failed. */
const answerMs = 10_000

/** Null when the message was taken. Never throws. `isTerse` says nothing of what stands behind an address. */
export async function deliver(
  webhook: Webhook,
  message: Message,
  fetch: Fetch,
  isTerse = false,
): Promise<Failure | null> {
  const failure = await tried(webhook, message, fetch)
  if (!failure || !isTerse || failure.isOurs) return failure
  return { ...failure, reason: 'The webhook did not take the message.' }
}

async function tried(
  { url, form }: Webhook,
  message: Message,
  fetch: Fetch,
): Promise<(Failure & { isOurs?: true }) | null> {
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
    if (error instanceof OutOfBounds) return { reason: error.message, again: false, isOurs: true }
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
