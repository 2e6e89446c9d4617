/** A foreign run as messages for the server, small enough for its limits. */

import { limits } from '../limits.ts'
import type { RunEvent } from '../run.ts'
import { indexOfStep, partOf, type SeriesColumns } from '../series.ts'
import type { ForeignRun } from './foreign.ts'

/** Points of one message: some 60 bytes each as JSON, a fifth of what the server takes. */
const pointsOfMessage = 50_000

/**
 * The points of all series in pieces, by rising step across the series: detectors compare training with validation, and
 * must not see one to its end before the other begins.
 */
export function* piecesOf(
  series: readonly SeriesColumns[],
  most = pointsOfMessage,
): Generator<SeriesColumns[]> {
  const cursors = series.map((columns) => ({ columns, at: 0 }))
  let open = cursors
  for (;;) {
    open = open.filter(({ columns, at }) => at < columns.steps.length)
    if (open.length === 0) return
    const each = Math.max(1, Math.floor(most / open.length))
    const lastOf = ({ columns, at }: (typeof cursors)[number]) =>
      columns.steps[Math.min(at + each, columns.steps.length) - 1] as number
    const last = open.reduce((least, cursor) => Math.min(least, lastOf(cursor)), Number.POSITIVE_INFINITY)
    let piece: SeriesColumns[] = []
    for (const cursor of open) {
      const { steps } = cursor.columns
      const end = indexOfStep(steps, steps.length, last + 1)
      if (end > cursor.at) piece.push(partOf(cursor.columns, cursor.at, end))
      cursor.at = end
      if (piece.length === limits.series) {
        yield piece
        piece = []
      }
    }
    if (piece.length) yield piece
  }
}

const countOf = (series: readonly SeriesColumns[]) => series.reduce((sum, { steps }) => sum + steps.length, 0)

/**
 * The events of a run in messages: that it began, its points, that it ended; a small run is one message. A run that is
 * known keeps its description; one that goes on neither begins anew nor ends.
 */
export function* messagesOf(
  id: string,
  run: ForeignRun,
  { isKnown, isLive = false, goesOn = false }: { isKnown: boolean; isLive?: boolean; goesOn?: boolean },
): Generator<RunEvent[]> {
  const description = isKnown ? {} : run.description
  const started: RunEvent = { type: 'run-started', run: { ...description, id }, time: run.startedAt }
  let events: RunEvent[] = isLive ? [] : [started]
  let points = 0
  for (const series of piecesOf(run.series)) {
    points += countOf(series)
    if (points > pointsOfMessage) {
      yield events
      events = []
      points = countOf(series)
    }
    events.push({ type: 'points', runId: id, series })
  }
  if (!goesOn) events.push({ type: 'run-ended', runId: id, status: run.status, time: run.endedAt })
  if (events.length) yield events
}
