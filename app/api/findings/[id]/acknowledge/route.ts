import { answer, json } from '../../../../../lib/http/answer.ts'
import { Refusal } from '../../../../../lib/refusal.ts'
import { services } from '../../../../../lib/server/services.ts'

export function POST(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  return answer(async () => {
    const { id } = await params
    const { store, recorder } = services()
    const finding = (await store.readFinding(id)) ?? (await store.readFinding(decoded(id)))
    if (!finding) throw new Refusal('not-found', `There is no finding "${decoded(id)}".`)
    const { runId } = finding
    await recorder.record([{ type: 'finding-acknowledged', runId, findingId: finding.id, time: Date.now() }])
    return json({ finding: await store.readFinding(finding.id) })
  })
}

/** The id of an address, where series names stand with "%2F" for their "/". */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
