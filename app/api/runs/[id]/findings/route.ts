import { answer, json } from '../../../../../lib/http/answer.ts'
import { foundRun } from '../found-run.ts'

export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => json({ findings: (await foundRun(params)).findings }))
}
