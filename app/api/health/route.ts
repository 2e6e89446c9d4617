import { answer, json } from '../../../lib/http/answer.ts'
import { services } from '../../../lib/server/services.ts'

export const dynamic = 'force-dynamic'

export function GET() {
  return answer(async () => {
    const { store, version } = services()
    const trouble = services().trouble()
    if (trouble !== null) return json({ ok: false, version, store: store.kind, trouble }, 503)
    return json({ ok: true, version, store: store.kind })
  })
}
