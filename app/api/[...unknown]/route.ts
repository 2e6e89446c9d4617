import { answer } from '../../../lib/http/answer.ts'
import { Refusal } from '../../../lib/refusal.ts'

function refuse(request: Request) {
  return answer(async () => {
    throw new Refusal(
      'not-found',
      `There is no ${request.method} ${new URL(request.url).pathname}; the README lists the calls.`,
    )
  })
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT }
