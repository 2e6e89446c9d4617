/** Sends one foreign run to the server, unless it has it already. */
import type { ForeignRun, Format, Group, Trouble } from '../../lib/ingest/foreign.ts'
import { messagesOf } from '../../lib/ingest/messages.ts'
import { runIdOf } from '../../lib/ingest/run-id.ts'
import { limits } from '../../lib/limits.ts'
import { numberFromJson, toJson } from '../../lib/number.ts'
import { Refusal } from '../../lib/refusal.ts'
import { indexOfStep, type SeriesColumns } from '../../lib/series.ts'

/** What became of a run: sent, or known to the server with the very same points. */
export type Outcome = 'new' | 'grown' | 'known' | 'not sent' | 'empty'

type KnownSeries = { name: string; count: number; last: number; lastValue: unknown }
type Known = { series: KnownSeries[]; run: { status: string } }

/** The server that runs are sent to, into which project, or not at all. */
export type Target = { url: string; isDry: boolean; project: string | null }

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
  { url, isDry, project }: Target,
  goesOn = false,
): Promise<Outcome> {
  if (run.series.length === 0) return 'empty'
  if (isDry) return 'not sent'
  const id = runIdOf(format, group, run)
  const known = (await answerOf(url, `/api/runs/${id}`, {}, 404)) as Known | null
  const isLive = known !== null && (known.run.status === 'running' || known.run.status === 'paused')
  const series = known ? newIn(run.series, known.series) : run.series
  if (known && series.length === 0 && (goesOn || !isLive)) return 'known'
  const description = project === null ? run.description : { ...run.description, project }
  const part = { ...run, description, series }
  for (const events of messagesOf(id, part, { isKnown: known !== null, isLive, goesOn }))
    await answerOf(url, '/api/ingest', { method: 'POST', body: toJson({ events }) })
  return known ? 'grown' : 'new'
}

/** What the server does not have: of a file that only grew its end, of one that was changed all. */
function newIn(series: readonly SeriesColumns[], known: readonly KnownSeries[]): SeriesColumns[] {
  return series.flatMap((columns) => {
    const { name, steps, values, times } = columns
    const stored = known.find((one) => one.name === name)
    if (!stored) return steps.length ? [columns] : []
    const from = indexOfStep(steps, steps.length, stored.last + 1)
    const isGrown = from === stored.count && Object.is(numberFromJson(stored.lastValue), values[from - 1])
    if (!isGrown) return [columns]
    if (from === steps.length) return []
    return [{ name, steps: steps.subarray(from), values: values.subarray(from), times: times.subarray(from) }]
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
