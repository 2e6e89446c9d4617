/** A judge in a thread of its own: a loss of a million numbers takes 100 ms, in which nobody else would be answered. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '../root.ts'
import type { DatabaseSource } from '../store/reader.ts'
import type { DifferJob, Judge, ScoreJob } from './judge.ts'

export type JudgeRequest = { id: number } & ({ score: ScoreJob } | { differ: DifferJob })
export type JudgeAnswer = { id: number; found?: unknown; error?: string }

type Waiting = { resolve(found: never): void; reject(error: Error): void }

/** A thread that has nothing to do for so long is ended, as its memory is wanted elsewhere. */
const idleMs = 30_000

/** Starts the thread when it is asked for the first time. */
export function openJudge(source: DatabaseSource): Judge & { close(): Promise<void> } {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(join(root, 'dist', 'judge-thread.js'), { workerData: source })
    started.unref()
    started.on('message', ({ id, found, error }: JudgeAnswer) => {
      const request = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) request?.resolve(found as never)
      else request?.reject(new Error(error))
      if (waiting.size === 0) idle = setTimeout(() => void end(), idleMs).unref()
    })
    const fail = (error: Error) => {
      if (worker !== started) return
      worker = null
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('The thread that scores has ended.')))
    return started
  }

  function ask<T>(request: (id: number) => JudgeRequest): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      clearTimeout(idle)
      worker ??= start()
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage(request(id))
    })
  }

  function end(): Promise<void> {
    const ending = worker
    worker = null
    if (!ending) return Promise.resolve()
    // Not terminate(): that would tear the thread down while the driver's native code may be at work.
    ending.postMessage('close')
    return new Promise((resolve) => ending.once('exit', () => resolve()))
  }

  return {
    score: (score) => ask((id) => ({ id, score })),
    differ: (differ) => ask((id) => ({ id, differ })),
    close() {
      clearTimeout(idle)
      return end()
    },
  }
}
