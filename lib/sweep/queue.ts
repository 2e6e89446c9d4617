/** Works off a list, several at a time, until it is done or told to stop. */

export type Queue = {
  /** Begins nothing more; what goes on is for the work itself to end. */
  stop(): void
  /** Resolves when nothing goes on any more; rejects with the first error of the work. */
  done: Promise<void>
}

/**
 * `work` is called for each of the items, in their order, at most `jobs` at a time; before each, `mayGoOn` is asked,
 * and a no stops the queue.
 */
export function createQueue<T>(
  items: readonly T[],
  { jobs, work, mayGoOn }: { jobs: number; work(item: T): Promise<void>; mayGoOn(): Promise<boolean> },
): Queue {
  let next = 0
  let isStopped = false
  const stop = () => {
    isStopped = true
  }

  async function worker(): Promise<void> {
    while (!isStopped && next < items.length) {
      const item = items[next++] as T
      if (!(await mayGoOn())) stop()
      if (isStopped) return
      await work(item)
    }
  }

  /** An error of one worker ends the others after what they do. */
  async function guarded(): Promise<void> {
    try {
      await worker()
    } catch (error) {
      stop()
      throw error
    }
  }

  const workers = Array.from({ length: Math.min(jobs, items.length) }, guarded)
  const done = Promise.allSettled(workers).then((ends) => {
    const fault = ends.find((end) => end.status === 'rejected')
    if (fault) throw fault.reason
  })
  return { stop, done }
}
