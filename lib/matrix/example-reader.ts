/** Shows rows of the data that comes with the tasks; read by a thread of its own, as it takes half a second. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { oneByOne } from '../lock.ts'
import { root } from '../root.ts'
import type { ShownRow } from '../training/datasets/dataset.ts'
import { type TaskId, tasks } from '../training/tasks.ts'

export type ExampleRequest = { task: TaskId; targetsHash: string; rows: number[] }

/** Null where the task is none of ours, or its validation rows have other targets. */
export type ShowRows = (task: unknown, targetsHash: string, rows: number[]) => Promise<ShownRow[] | null>

/** Answers that are remembered: a dozen rows each. */
const mostRemembered = 100

function isTask(task: unknown): task is TaskId {
  return typeof task === 'string' && Object.hasOwn(tasks, task)
}

function ask(request: ExampleRequest): Promise<ShownRow[] | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(root, 'dist', 'example-thread.js'), { workerData: request })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that reads data sets has ended.')))
  })
}

export function createExampleReader(): ShowRows {
  const remembered = new Map<string, ShownRow[] | null>()
  const inTurn = oneByOne()
  return async (task, targetsHash, rows) => {
    if (!isTask(task) || rows.length === 0) return null
    const request = { task, targetsHash, rows }
    const key = JSON.stringify(request)
    const known = remembered.get(key)
    if (known !== undefined) return known
    // One data set in memory at a time.
    const shown = await inTurn(() => ask(request))
    if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value as string)
    remembered.set(key, shown)
    return shown
  }
}
