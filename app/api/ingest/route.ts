import { answer, json, readJson } from '../../../lib/http/answer.ts'
import type { StopRequests } from '../../../lib/live/http-programs.ts'
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
    return json({ accepted: events.length, ...(stop.size > 0 && { stop: Object.fromEntries(stop) }) })
  })
}

/** A program that stops because it was asked need not repeat why. */
function withReason(event: RunEvent, stop: StopRequests): RunEvent {
  if (event.type !== 'run-ended' || event.status !== 'stopped' || event.reason !== undefined) return event
  const reason = stop.get(event.runId)
  return reason === undefined ? event : { ...event, reason }
}
