import { answer, json } from '../../../../../lib/http/answer.ts'
import { readJson } from '../../../../../lib/http/body.ts'
import { limits } from '../../../../../lib/limits.ts'
import { services } from '../../../../../lib/server/services.ts'

export function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const body = await readJson(request, limits.smallBytes)
    await services().sweeps.control((await params).id, body)
    return json({ accepted: true }, 202)
  })
}
