import { answer, json } from '../../../../../lib/http.ts'
import { acknowledged } from '../../../../../lib/recorder.ts'
import { Refusal } from '../../../../../lib/refusal.ts'
import { services } from '../../../../../lib/services.ts'

export function POST(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { id } = await params
    const { store, recorder } = services()
    const finding = await store.readFinding(decodeURIComponent(id))
    if (!finding) throw new Refusal('not-found', `There is no finding "${decodeURIComponent(id)}".`)
    await recorder.record([acknowledged(finding, Date.now())])
    return json({ finding: await store.readFinding(finding.id) })
  })
}
