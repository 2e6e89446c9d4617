/**
 * Reads points in a worker thread: SQLite's drivers are synchronous, and unpacking a million rows of any database
 * would hold up every write.
 */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Averages } from '../averages.ts'
import type { PackedPoints } from '../packed-points.ts'
import { root } from '../root.ts'
import type { FoundRuns, RunSearch } from '../search/search.ts'
import type { DatabaseSource } from './database-source.ts'
import type { DrawnQuery, ListedFields, PointsPage, PointsQuery } from './store.ts'

export type ReadRequest = { id: number } & (
  | { runId: string; query: PointsQuery }
  | { runId: string; averagesOf: readonly string[] | undefined }
  | { drawn: DrawnQuery }
  | { search: RunSearch; changed: readonly string[] }
  | { mostValues: number }
)
export type ReadAnswer = {
  id: number
  found?: PointsPage | PackedPoints | Averages[] | FoundRuns | ListedFields
  error?: string
}

export type Reader = {
  readPoints(runId: string, query: PointsQuery): Promise<PointsPage>
  readDrawn(query: DrawnQuery): Promise<PackedPoints>
  readAverages(runId: string, names?: readonly string[]): Promise<Averages[]>
  searchRuns(search: RunSearch): Promise<FoundRuns>
  listFields(most: number): Promise<ListedFields>
  /** That these runs are stored otherwise than before: searches read them again. */
  changed(runIds: Iterable<string>): void
  close(): Promise<void>
}

type Waiting = { resolve(found: unknown): void; reject(error: Error): void }

export function createReader(source: DatabaseSource): Reader {
  const worker = new Worker(join(root, 'dist', 'reader-thread.js'), { workerData: source })
  worker.unref()
  const waiting = new Map<number, Waiting>()
  const changed = new Set<string>()
  let lastId = 0
  let broken: Error | null = null

  worker.on('message', ({ id, found, error }: ReadAnswer) => {
    const request = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (found) request?.resolve(found)
    else request?.reject(new Error(error))
  })
  function fail(error: Error): void {
    broken = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The reader has ended.')))

  function ask<T>(request: (id: number) => ReadRequest): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (broken) return reject(broken)
      const id = ++lastId
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      // A program that has nothing else to do waits for the answer.
      worker.ref()
      worker.postMessage(request(id))
    })
  }

  return {
    readPoints: (runId, query) => ask((id) => ({ id, runId, query })),
    readDrawn: (drawn) => ask((id) => ({ id, drawn })),
    readAverages: (runId, averagesOf) => ask((id) => ({ id, runId, averagesOf })),
    searchRuns(search) {
      const found = ask<FoundRuns>((id) => ({ id, search, changed: [...changed] }))
      changed.clear()
      return found
    },
    listFields: (mostValues) => ask((id) => ({ id, mostValues })),
    changed(runIds) {
      for (const id of runIds) changed.add(id)
    },
    close() {
      if (broken) return Promise.resolve()
      // Not terminate(): that would tear the thread down while the driver's native code may be at work.
      worker.ref()
      worker.postMessage('close')
      return new Promise((resolve) => worker.once('exit', () => resolve()))
    },
  }
}
