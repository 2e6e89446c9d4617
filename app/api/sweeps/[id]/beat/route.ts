import { answer, json } from '../../../../../lib/http/answer.ts'
import { readJson } from '../../../../../lib/http/body.ts'
import { limits } from '../../../../../lib/limits.ts'
import { services } from '../../../../../lib/server/services.ts'

/** A terminal says that it trains the sweep. */
export function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const body = await readJson(request, limits.smallBytes)
    return json(await services().sweeps.beat((await params).id, body))
  })
}
