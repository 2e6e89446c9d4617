/** Reads points in a worker thread: SQLite's drivers are synchronous, and a long read would hold up every write. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '../root.ts'
import type { PointsPage, PointsQuery } from './store.ts'

export type ReadRequest = { id: number; runId: string; query: PointsQuery }
export type ReadAnswer = { id: number; page?: PointsPage; error?: string }

export type Reader = {
  readPoints(runId: string, query: PointsQuery): Promise<PointsPage>
  close(): Promise<void>
}

type Waiting = { resolve(page: PointsPage): void; reject(error: Error): void }

export function createReader(file: string): Reader {
  const worker = new Worker(join(root, 'dist', 'reader-thread.js'), { workerData: { file } })
  worker.unref()
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let broken: Error | null = null

  worker.on('message', ({ id, page, error }: ReadAnswer) => {
    const request = waiting.get(id)
    waiting.delete(id)
    if (page) request?.resolve(page)
    else request?.reject(new Error(error))
  })
  function fail(error: Error): void {
    broken = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The reader has ended.')))

  return {
    readPoints: (runId, query) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken)
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, runId, query } satisfies ReadRequest)
      }),
    close() {
      if (broken) return Promise.resolve()
      // Not terminate(): that would tear the thread down while the driver's native code may be at work.
      worker.postMessage('close')
      return new Promise((resolve) => worker.once('exit', () => resolve()))
    },
  }
}
