import { answer, json, readJson } from '../../../lib/http/answer.ts'
import { isLive, runIdOf } from '../../../lib/run.ts'
import { ingestBody, parse, parseEvents } from '../../../lib/schema.ts'
import { services } from '../../../lib/server/services.ts'

export function POST(request: Request) {
  return answer(async () => {
    const { recorder, sources } = services()
    const events = parseEvents(parse(ingestBody, await readJson(request)).events, Date.now())
    const runIds = new Set(events.map(runIdOf))
    for (const runId of runIds) sources.assertFree(runId)
    await recorder.record(events)
    // Nobody can call a program that only sends HTTP: it hears with each answer which of its runs are to stop, and why.
    const stop: Record<string, string> = {}
    for (const runId of runIds) {
      const run = await recorder.runOf(runId)
      if (run?.stopAsked && isLive(run)) stop[runId] = run.stopAsked.reason
    }
    return json({ accepted: events.length, ...(Object.keys(stop).length > 0 && { stop }) })
  })
}
