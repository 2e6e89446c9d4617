/** The far side of `reader.ts`: reads points, and looks through runs, on a thread and a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { readAverages } from './average-reader.ts'
import { openConnection } from './connection.ts'
import { readDrawn } from './drawn-reader.ts'
import { listFields } from './field-list.ts'
import { readPoints } from './point-reader.ts'
import type { ReadAnswer, ReadRequest } from './reader.ts'
import { createRunSearcher } from './run-search.ts'

const connection = openConnection((workerData as { file: string }).file, { readOnly: true })
const runs = createRunSearcher(connection)

parentPort?.on('message', (request: ReadRequest | 'close') => {
  if (request === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  const { id } = request
  let answer: ReadAnswer
  try {
    const found = foundFor(request)
    answer = { id, found }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  parentPort?.postMessage(
    answer,
    columnsIn(answer.found).map(({ buffer }) => buffer as ArrayBuffer),
  )
})

function foundFor(request: ReadRequest): NonNullable<ReadAnswer['found']> {
  if ('drawn' in request) return readDrawn(connection, request.drawn)
  if ('search' in request) return runs.search(request.search, request.changed)
  if ('mostValues' in request) return listFields(connection, request.mostValues)
  if ('query' in request) return readPoints(connection, request.runId, request.query)
  return readAverages(connection, request.runId, request.averagesOf)
}

/** What goes to the other thread as it is, without a copy. */
function columnsIn(found: ReadAnswer['found']): ArrayBufferView[] {
  if (!found || 'total' in found || 'params' in found) return []
  if ('numbers' in found) return [found.numbers]
  if ('series' in found) return found.series.flatMap(({ steps, values, times }) => [steps, values, times])
  return found.flatMap(({ steps, values, counts }) => [steps, values, counts])
}
