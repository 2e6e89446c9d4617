/** Sends one foreign run to the server, unless it has it already. */
import type { ForeignRun, Format, Group, Trouble } from '../../lib/ingest/foreign.ts'
import { messagesOf } from '../../lib/ingest/messages.ts'
import { runIdOf } from '../../lib/ingest/run-id.ts'
import { limits } from '../../lib/limits.ts'
import { toJson } from '../../lib/number.ts'
import { partOf, type SeriesColumns } from '../../lib/series.ts'
import { isGrown, type KnownSeries, knownRun } from './known-run.ts'
import { answerOf, type Target } from './target.ts'

/** What became of a run: sent, or known to the server with the very same points. */
export type Outcome = 'new' | 'grown' | 'known' | 'not sent' | 'empty'

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

/** With the id of the run on the server. */
export async function importRun(
  format: Format,
  group: Group,
  run: ForeignRun,
  target: Target,
  goesOn = false,
): Promise<{ id: string; outcome: Outcome }> {
  const { url, isDry, isMoved, project } = target
  if (run.series.length === 0) return { id: '', outcome: 'empty' }
  // Who only wants to see what is in files need not have a server.
  if (isDry && !isMoved) return { id: runIdOf(format, group, run), outcome: 'not sent' }
  const { id, known } = await knownRun(format, group, run, target)
  const isLive = known !== null && (known.run.status === 'running' || known.run.status === 'paused')
  const series = known ? newIn(run.series, known.series) : run.series
  if (known && series.length === 0 && (goesOn || !isLive)) return { id, outcome: 'known' }
  const outcome = known ? 'grown' : 'new'
  if (isDry) return { id, outcome }
  const description = project === null ? run.description : { ...run.description, project }
  const part = { ...run, description, series }
  for (const events of messagesOf(id, part, { isKnown: known !== null, isLive, goesOn }))
    await answerOf(url, '/api/ingest', { method: 'POST', body: toJson({ events }) })
  return { id, outcome }
}

/** What the server does not have: of a file that only grew its end, of one that was changed all. */
function newIn(series: readonly SeriesColumns[], known: readonly KnownSeries[]): SeriesColumns[] {
  return series.flatMap((columns) => {
    const { name, steps } = columns
    const stored = known.find((one) => one.name === name)
    if (!stored) return steps.length ? [columns] : []
    if (!isGrown(columns, stored)) return [columns]
    const from = stored.count
    if (from === steps.length) return []
    return [partOf(columns, from)]
  })
}
