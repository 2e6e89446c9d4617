/** The far side of `reader.ts`: reads points on a thread and a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openConnection } from './connection.ts'
import { readPoints } from './point-reader.ts'
import type { ReadAnswer, ReadRequest } from './reader.ts'

const connection = openConnection((workerData as { file: string }).file, { readOnly: true })

parentPort?.on('message', (request: ReadRequest | 'close') => {
  if (request === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  const { id, runId, query } = request
  let answer: ReadAnswer
  try {
    answer = { id, page: readPoints(connection, runId, query) }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  const buffers = answer.page?.series.flatMap(({ steps, values, times }) => [
    steps.buffer,
    values.buffer,
    times.buffer,
  ])
  parentPort?.postMessage(answer, (buffers ?? []) as ArrayBuffer[])
})
