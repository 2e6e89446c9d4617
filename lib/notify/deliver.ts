/** Sends one message to a webhook, again and again while that may help. */
import type { Webhook } from '../settings.ts'
import { bodyOf, type Message } from './message.ts'

export type Web = {
  fetch(url: string, init: RequestInit): Promise<Response>
  wait(ms: number): Promise<void>
}

/** A webhook that does not answer within 10 s has failed. */
const answerMs = 10_000
/** Pauses before the second, third … try: half an hour in all, then it is given up. */
const pausesMs = [1000, 5000, 30_000, 120_000, 600_000, 1_200_000]

/** Why a try failed; `again` where another may do better. */
type Failure = { reason: string; again: boolean }

async function tryOnce({ url, form }: Webhook, message: Message, web: Web): Promise<Failure | null> {
  try {
    const response = await web.fetch(url, {
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

/** Null when the message was taken, else the reason of the last failure, in a sentence. Never throws. */
export async function deliver(
  webhook: Webhook,
  message: Message,
  web: Web,
  tries = pausesMs.length + 1,
): Promise<string | null> {
  for (let count = 0; ; count++) {
    const failure = await tryOnce(webhook, message, web)
    if (!failure) return null
    if (!failure.again || count + 1 >= tries) return failure.reason
    await web.wait(pausesMs[count] as number)
  }
}
