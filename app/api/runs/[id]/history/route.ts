import { readHistory } from '../../../../../lib/history/read-history.ts'
import { answer, json } from '../../../../../lib/http/answer.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => json({ history: await readHistory(services().store, await foundRun(params)) }))
}
