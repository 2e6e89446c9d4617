/**
 * `POST /api/ingest`: the events of programs that speak HTTP. Answered before Next, whose way to a route takes
 * several times as long as to store a point.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { byName } from '../by-name.ts'
import type { Sources } from '../live/sources.ts'
import { parse } from '../parse.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { isLive, type RunEvent, runIdOf } from '../run.ts'
import { eventsIn } from '../schema.ts'
import { createTurns } from '../turns.ts'
import { faultOf } from './answer.ts'
import { bodyOf, jsonIn } from './body.ts'
import { type Door, pathOf, sendJson } from './exchange.ts'
import { ingestBody } from './schema.ts'

export type IngestParts = {
  recorder: Pick<Recorder, 'record' | 'runsOf'>
  sources: Pick<Sources, 'assertFree'>
  now(): number
}

export function ingestDoor(parts: IngestParts): Door {
  return (request, response) => {
    if (pathOf(request) !== '/api/ingest') return false
    if (request.method === 'POST') answer(parts, request, response)
    else response.writeHead(204, { allow: 'POST, OPTIONS' }).end()
    return true
  }
}

async function answer(parts: IngestParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    sendJson(response, 200, JSON.stringify(await takeIn(parts, jsonIn(await bodyOf(request)))))
  } catch (error) {
    const { status, text } = faultOf(error)
    sendJson(response, status, text)
  }
}

async function takeIn({ recorder, sources, now }: IngestParts, body: unknown): Promise<object> {
  const events = await eventsOf(body, now())
  const runIds = new Set(events.map(runIdOf))
  for (const runId of runIds) await sources.assertFree(runId)
  await recorder.record(events)
  // Nobody can call a program that only sends HTTP: it hears with each answer which of its runs are to stop, and why.
  const stop = byName<string>()
  for (const run of await recorder.runsOf([...runIds]))
    if (run.stopAsked && isLive(run)) stop[run.id] = run.stopAsked.reason
  return { accepted: events.length, ...(Object.keys(stop).length > 0 && { stop }) }
}

/** The events of a body, which may be thousands: others have their turns meanwhile. */
async function eventsOf(body: unknown, now: number): Promise<RunEvent[]> {
  const turns = createTurns()
  const events: RunEvent[] = []
  for (const event of eventsIn(parse(ingestBody, body).events, now)) {
    events.push(event)
    await turns()
  }
  return events
}
