/** The far side of `reader.ts`: reads points on a thread and a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { readAverages } from './average-reader.ts'
import { openConnection } from './connection.ts'
import { readDrawn } from './drawn-reader.ts'
import { readPoints } from './point-reader.ts'
import type { ReadAnswer, ReadRequest } from './reader.ts'

const connection = openConnection((workerData as { file: string }).file, { readOnly: true })

parentPort?.on('message', (request: ReadRequest | 'close') => {
  if (request === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  const { id } = request
  let answer: ReadAnswer
  try {
    const found =
      'drawn' in request
        ? readDrawn(connection, request.drawn)
        : 'query' in request
          ? readPoints(connection, request.runId, request.query)
          : readAverages(connection, request.runId, request.averagesOf)
    answer = { id, found }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  const found = answer.found ?? []
  const columns =
    'numbers' in found
      ? [found.numbers]
      : 'series' in found
        ? found.series.flatMap(({ steps, values, times }) => [steps, values, times])
        : found.flatMap(({ steps, values, counts }) => [steps, values, counts])
  parentPort?.postMessage(
    answer,
    columns.map(({ buffer }) => buffer as ArrayBuffer),
  )
})
