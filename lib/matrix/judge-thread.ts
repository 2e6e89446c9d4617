/** The far side of `judge-worker.ts`: a judge that reads by itself. */
import { parentPort, workerData } from 'node:worker_threads'
import { openAsker } from '../store/open-asker.ts'
import type { DatabaseSource } from '../store/reader.ts'
import { readPredictions } from '../store/sql/prediction-store.ts'
import { createJudge } from './judge.ts'
import type { JudgeAnswer, JudgeRequest } from './judge-worker.ts'

const { answer, close } = openAsker(workerData as DatabaseSource)
const judge = createJudge({ readPredictions: (runId, which) => answer(readPredictions(runId, which)) })

parentPort?.on('message', async (request: JudgeRequest | 'close') => {
  if (request === 'close') {
    await close()
    parentPort?.close()
    return
  }
  const { id } = request
  let told: JudgeAnswer
  try {
    const found = 'score' in request ? await judge.score(request.score) : await judge.differ(request.differ)
    told = { id, found }
  } catch (error) {
    told = { id, error: (error as Error).message }
  }
  parentPort?.postMessage(told)
})
