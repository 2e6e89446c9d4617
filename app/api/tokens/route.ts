import { answer, json } from '../../../lib/http/answer.ts'
import { readJson } from '../../../lib/http/body.ts'
import { limits } from '../../../lib/limits.ts'
import { services } from '../../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

export function GET() {
  return answer(async () => json({ tokens: services().tokens.list() }))
}

/** Makes a token, whose text is told this once. */
export function POST(request: Request) {
  return answer(async () =>
    json(await services().tokens.make(await readJson(request, limits.smallBytes)), 201),
  )
}
