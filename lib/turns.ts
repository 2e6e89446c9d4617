/** Lets long work share its thread: sockets and timers get their turns. */

/** In loops of thousands what it returns is looked at first: to wait for nothing takes a microsecond too. */
export type Turns = () => Promise<void> | void

/**
 * Waits for one turn of the event loop when the last was more than `longestMs` ago, else goes on at once. Throws the
 * signal's reason when the work is to be given up.
 */
export function createTurns(signal?: AbortSignal, longestMs = 5): Turns {
  let start = performance.now()
  return () => {
    signal?.throwIfAborted()
    if (performance.now() - start < longestMs) return
    return new Promise((resolve) =>
      setImmediate(() => {
        start = performance.now()
        resolve()
      }),
    )
  }
}
