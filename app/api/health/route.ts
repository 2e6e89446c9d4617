import { answer, json } from '../../../lib/http/answer.ts'
import { services } from '../../../lib/services.ts'

export const dynamic = 'force-dynamic'

export function GET() {
  return answer(async () => {
    const { store, version } = services()
    await store.listRuns({ sort: 'newest', limit: 1 })
    return json({ ok: true, version, store: store.kind })
  })
}
