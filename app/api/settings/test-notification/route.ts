import { answer, json } from '../../../../lib/http/answer.ts'
import { Refusal } from '../../../../lib/refusal.ts'
import { services } from '../../../../lib/server/services.ts'

/** Sends a trial message to the webhook that is saved. */
export function POST() {
  return answer(async () => {
    const failure = await services().notifier.test()
    if (failure) throw new Refusal('invalid', failure)
    return json({ sent: true })
  })
}
