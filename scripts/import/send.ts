/** Sends one foreign run to the server, unless it has it already. */
import type { ForeignRun, Format, Group, Trouble } from '../../lib/ingest/foreign.ts'
import { messagesOf } from '../../lib/ingest/messages.ts'
import { runIdOf } from '../../lib/ingest/run-id.ts'
import { numberFromJson, toJson } from '../../lib/number.ts'
import { Refusal } from '../../lib/refusal.ts'
import { limits } from '../../lib/schema.ts'
import type { ImportOptions } from './options.ts'

/** What became of a run: sent, or known to the server with the very same points. */
export type Outcome = 'new' | 'grown' | 'known' | 'not sent' | 'empty'

type KnownSeries = { name: string; count: number; last: number; lastValue: unknown }

/** Damaged places that the notes of a run name. */
const placesNoted = 3

/** The run with what its page is to say of the file: where it is, and what of it could not be read. */
export function withPlace(run: ForeignRun, { path }: Group, troubles: readonly Trouble[]): ForeignRun {
  const { environment, notes } = run.description
  const said = troubles.slice(0, placesNoted).map((trouble) => `Not read, ${trouble.place}: ${trouble.what}`)
  const more =
    troubles.length > placesNoted ? [`${troubles.length - placesNoted} more places were not read.`] : []
  const lines = [...(notes ? [notes] : []), ...said, ...more]
  const description = {
    ...run.description,
    environment: { ...environment, file: path.slice(-limits.text) },
    notes: lines.join('\n').slice(0, limits.text),
  }
  return { ...run, description }
}

export async function importRun(
  format: Format,
  group: Group,
  run: ForeignRun,
  { url, isDry, project }: ImportOptions,
): Promise<Outcome> {
  if (run.series.length === 0) return 'empty'
  if (isDry) return 'not sent'
  const id = runIdOf(format, group, run)
  const known = await knownSeries(url, id)
  if (known && isSame(run, known)) return 'known'
  const description = project === null ? run.description : { ...run.description, project }
  for (const events of messagesOf(id, { ...run, description }, known !== null))
    await answerOf(url, '/api/ingest', { method: 'POST', body: toJson({ events }) })
  return known ? 'grown' : 'new'
}

async function knownSeries(url: string, id: string): Promise<KnownSeries[] | null> {
  const answer = await answerOf(url, `/api/runs/${id}`, {}, 404)
  return answer === null ? null : (answer as { series: KnownSeries[] }).series
}

/** As many points as the server has, with the same end: what lies between does not change in files that only grow. */
function isSame(run: ForeignRun, known: readonly KnownSeries[]): boolean {
  return run.series.every(({ name, steps, values }) => {
    const stored = known.find((series) => series.name === name)
    const last = steps.length - 1
    return (
      stored?.count === steps.length &&
      stored.last === steps[last] &&
      Object.is(numberFromJson(stored.lastValue), values[last])
    )
  })
}

/** Times that a server which is busy is asked again, a second apart. */
const attempts = 6
const waitMs = 1000

async function answerOf(url: string, path: string, request: RequestInit, missing?: number): Promise<unknown> {
  const token = process.env.LOSSGLASS_TOKEN
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  for (let attempt = 1; ; attempt++) {
    let response: Response
    try {
      response = await fetch(url + path, { ...request, headers })
    } catch {
      throw new Refusal(
        'unavailable',
        `No server answers at ${url}: start one with npm start, or name another with --server.`,
      )
    }
    if (response.status === missing) return null
    const isBusy = response.status === 429 || response.status === 503
    if (isBusy && attempt < attempts) {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
      continue
    }
    const body = (await response.json().catch(() => null)) as { error?: { message: string } } | null
    if (response.ok && body !== null) return body
    const said = body?.error?.message
    // What is wrong with one run need not be wrong with the next.
    if (said && (response.status === 409 || response.status === 422)) throw new Refusal('conflict', said)
    throw new Refusal(
      'unavailable',
      `${url} answers ${response.status}: ${said ?? 'it is no Lossglass server.'}`,
    )
  }
}
