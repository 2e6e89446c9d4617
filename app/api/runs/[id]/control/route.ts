import { answer, json, readJson } from '../../../../../lib/http/answer.ts'
import { controlBody, parse } from '../../../../../lib/schema.ts'
import { services } from '../../../../../lib/services.ts'
import { foundRun } from '../found-run.ts'

export function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const { action } = parse(controlBody, await readJson(request))
    services().sources.command({ runId: run.id, action, by: 'page' })
    return json({ accepted: true }, 202)
  })
}
