import { answer, json } from '../../../../../lib/http/answer.ts'
import { readJson } from '../../../../../lib/http/body.ts'
import { controlBody } from '../../../../../lib/http/schema.ts'
import { limits } from '../../../../../lib/limits.ts'
import { parse } from '../../../../../lib/parse.ts'
import { Refusal } from '../../../../../lib/refusal.ts'
import { isEnded } from '../../../../../lib/run.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

export function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const { action } = parse(controlBody, await readJson(request, limits.smallBytes))
    if (isEnded(run))
      throw new Refusal('conflict', `The run "${run.id}" has ended, so nobody can ${action} it.`)
    const { recorder, sources } = services()
    const asked = { runId: run.id, by: 'page' }
    if (action === 'stop') {
      await sources.assertStoppable(run)
      const why = { reason: 'Stopped on the page.', time: Date.now(), done: false } as const
      await recorder.record([{ type: 'control', action, ...asked, ...why }])
    } else await sources.command({ action, ...asked })
    return json({ accepted: true }, 202)
  })
}
