import { answer, json } from '../../../lib/http/answer.ts'
import { readJson } from '../../../lib/http/body.ts'
import { limits } from '../../../lib/limits.ts'
import { services } from '../../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

export function GET() {
  return answer(async () => json({ sweeps: await services().sweeps.list() }))
}

export function POST(request: Request) {
  return answer(async () =>
    json(await services().sweeps.start(await readJson(request, limits.smallBytes)), 201),
  )
}
