import { answer, json, readJson } from '../../../lib/http/answer.ts'
import { type RunEvent, runIdOf } from '../../../lib/run.ts'
import { ingestBody, parse, parseEvents } from '../../../lib/schema.ts'
import { services } from '../../../lib/services.ts'

export function POST(request: Request) {
  return answer(async () => {
    const { recorder, sources } = services()
    const events = parseEvents(parse(ingestBody, await readJson(request)).events, Date.now())
    const runIds = new Set(events.map(runIdOf))
    for (const runId of runIds) sources.assertFree(runId)
    const stop = sources.sentByHttp(runIds)
    await recorder.record(events.map((event) => withReason(event, stop)))
    return json({ accepted: events.length, ...(Object.keys(stop).length > 0 && { stop }) })
  })
}

/** A program that stops because it was asked need not repeat why. */
function withReason(event: RunEvent, stop: Readonly<Record<string, string>>): RunEvent {
  if (event.type !== 'run-ended' || event.status !== 'stopped' || event.reason !== undefined) return event
  const reason = stop[event.runId]
  return reason === undefined ? event : { ...event, reason }
}
