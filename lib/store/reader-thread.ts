/** The far side of `reader.ts`: reads points, and looks through runs, on a thread and connections of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openAsker } from './open-asker.ts'
import type { DatabaseSource, ReadAnswer, ReadRequest } from './reader.ts'
import type { Asking } from './sql/asking.ts'
import { readAverages } from './sql/average-reader.ts'
import { readDrawn } from './sql/drawn-reader.ts'
import { listFields } from './sql/field-list.ts'
import { readPoints } from './sql/point-reader.ts'

const { answer, searchRuns, close } = openAsker(workerData as DatabaseSource)

parentPort?.on('message', async (request: ReadRequest | 'close') => {
  if (request === 'close') {
    await close()
    parentPort?.close()
    return
  }
  const { id } = request
  let told: ReadAnswer
  try {
    const found =
      'search' in request ? await searchRuns(request.search, request.changed) : await answer(askedBy(request))
    told = { id, found }
  } catch (error) {
    told = { id, error: (error as Error).message }
  }
  parentPort?.postMessage(
    told,
    columnsIn(told.found).map(({ buffer }) => buffer as ArrayBuffer),
  )
})

function askedBy(
  request: Exclude<ReadRequest, { search: unknown }>,
): Asking<NonNullable<ReadAnswer['found']>> {
  if ('drawn' in request) return readDrawn(request.drawn)
  if ('mostValues' in request) return listFields(request.mostValues)
  if ('query' in request) return readPoints(request.runId, request.query)
  return readAverages(request.runId, request.averagesOf)
}

/** What goes to the other thread as it is, without a copy. */
function columnsIn(found: ReadAnswer['found']): ArrayBufferView[] {
  if (!found || 'total' in found || 'params' in found) return []
  if ('numbers' in found) return [found.numbers]
  if ('series' in found) return found.series.flatMap(({ steps, values, times }) => [steps, values, times])
  return found.flatMap(({ steps, values, counts }) => [steps, values, counts])
}
