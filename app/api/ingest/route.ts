import { byName } from '../../../lib/by-name.ts'
import { answer, json, readJson } from '../../../lib/http/answer.ts'
import { parse } from '../../../lib/parse.ts'
import { isLive, type RunEvent, runIdOf } from '../../../lib/run.ts'
import { eventsIn, ingestBody } from '../../../lib/schema.ts'
import { services } from '../../../lib/server/services.ts'
import { createTurns } from '../../../lib/turns.ts'

export function POST(request: Request) {
  return answer(async () => {
    const { recorder, sources } = services()
    const events = await eventsOf(await readJson(request))
    const runIds = new Set(events.map(runIdOf))
    for (const runId of runIds) sources.assertFree(runId)
    await recorder.record(events)
    // Nobody can call a program that only sends HTTP: it hears with each answer which of its runs are to stop, and why.
    const stop = byName<string>()
    for (const run of await recorder.runsOf([...runIds]))
      if (run.stopAsked && isLive(run)) stop[run.id] = run.stopAsked.reason
    return json({ accepted: events.length, ...(Object.keys(stop).length > 0 && { stop }) })
  })
}

/** The events of a body, which may be thousands: others have their turns meanwhile. */
async function eventsOf(body: unknown): Promise<RunEvent[]> {
  const turns = createTurns()
  const events: RunEvent[] = []
  for (const event of eventsIn(parse(ingestBody, body).events, Date.now())) {
    events.push(event)
    await turns()
  }
  return events
}
