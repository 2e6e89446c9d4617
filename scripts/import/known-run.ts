/**
 * Which run of the server a foreign run is: by its path and its first point, and where another training has the same,
 * by more of its points.
 */
import type { ForeignRun, Format, Group } from '../../lib/ingest/foreign.ts'
import { runIdOf } from '../../lib/ingest/run-id.ts'
import { numberFromJson } from '../../lib/number.ts'
import { indexOfStep, type SeriesColumns } from '../../lib/series.ts'
import { answerOf, type Target } from './target.ts'

export type KnownSeries = {
  name: string
  count: number
  last: number
  lastValue: unknown
  min: number | null
  max: number | null
}
export type Known = { series: KnownSeries[]; run: { status: string } }

/** Trainings of one path and one first point that are told apart. */
const mostAlike = 100

/** Its id, and what the server has of it; null for nothing. */
export async function knownRun(
  format: Format,
  group: Group,
  run: ForeignRun,
  target: Target,
): Promise<{ id: string; known: Known | null }> {
  for (let nth = 1; ; nth++) {
    const id = runIdOf(format, { ...group, ...(nth > 1 && { nth }) }, run)
    const known = (await answerOf(target.url, `/api/runs/${id}`, {}, 404)) as Known | null
    if (!known || nth === mostAlike || (await isSame(id, known, run, target))) return { id, known }
  }
}

async function isSame(
  id: string,
  known: Known,
  { series }: ForeignRun,
  { url, isMoved }: Target,
): Promise<boolean> {
  const stored = new Map(known.series.map((one) => [one.name, one]))
  const shared = series.filter(({ name }) => stored.has(name))
  if (shared.every((columns) => isGrown(columns, stored.get(columns.name) as KnownSeries))) return true
  // Of what came from somewhere nothing but its points tells what it is. A file in its place may have been written anew from a
  // step on, as a resumed training does; another training differs sooner.
  return !isMoved && startsAlike(id, series[0] as SeriesColumns, url)
}

/** Whether the points that the server has are the first of these. */
export function isGrown({ steps, values }: SeriesColumns, known: KnownSeries): boolean {
  const from = indexOfStep(steps, steps.length, known.last + 1)
  if (from !== known.count || !Object.is(numberFromJson(known.lastValue), values[from - 1])) return false
  const finite = values.subarray(0, from).filter(Number.isFinite)
  const lowest = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const highest = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  return known.min === null || (known.min === lowest && known.max === highest)
}

async function startsAlike(
  id: string,
  { name, steps, values }: SeriesColumns,
  url: string,
): Promise<boolean> {
  const query = new URLSearchParams({ series: name, to: String(steps[1] ?? steps[0]) })
  const answer = (await answerOf(url, `/api/runs/${id}/points?${query}`, {})) as {
    series: { steps: number[]; values: unknown[] }[]
  }
  const [stored] = answer.series
  return (stored?.steps ?? []).every(
    (step, i) => step === steps[i] && Object.is(numberFromJson(stored?.values[i]), values[i]),
  )
}
