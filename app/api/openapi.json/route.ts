import { answer, json } from '../../../lib/http/answer.ts'
import { services } from '../../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

/** The description of the API. */
export function GET() {
  return answer(async () => json(services().describeApi()))
}
