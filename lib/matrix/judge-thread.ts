/** The far side of `judge-worker.ts`: a judge with a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { createPredictionStore } from '../store/sql/prediction-store.ts'
import { openConnection } from '../store/sqlite/connection.ts'
import { createLock } from '../store/sqlite/lock.ts'
import { createJudge } from './judge.ts'
import type { JudgeAnswer, JudgeRequest } from './judge-worker.ts'

const connection = openConnection((workerData as { file: string }).file, { readOnly: true })
const judge = createJudge(createPredictionStore(connection, createLock()))

parentPort?.on('message', async (request: JudgeRequest | 'close') => {
  if (request === 'close') {
    connection.close()
    parentPort?.close()
    return
  }
  const { id } = request
  let answer: JudgeAnswer
  try {
    const found = 'score' in request ? await judge.score(request.score) : await judge.differ(request.differ)
    answer = { id, found }
  } catch (error) {
    answer = { id, error: (error as Error).message }
  }
  parentPort?.postMessage(answer)
})
