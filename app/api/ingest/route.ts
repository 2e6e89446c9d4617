import { answer, json, readJson } from '../../../lib/http/answer.ts'
import { runIdOf } from '../../../lib/run.ts'
import { ingestBody, parse, parseEvents } from '../../../lib/schema.ts'
import { services } from '../../../lib/services.ts'

export function POST(request: Request) {
  return answer(async () => {
    const { recorder, sources } = services()
    const events = parseEvents(parse(ingestBody, await readJson(request)).events, Date.now())
    for (const runId of new Set(events.map(runIdOf))) sources.assertFree(runId)
    await recorder.record(events)
    return json({ accepted: events.length })
  })
}
