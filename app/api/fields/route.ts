import { answer, json } from '../../../lib/http/answer.ts'
import { services } from '../../../lib/server/services.ts'

/** Values of each parameter that are told. */
const mostValues = 50

export function GET() {
  return answer(async () => json(await services().store.listFields(mostValues)))
}
