/** Lets long work share its thread: sockets and timers get their turns. */

/** Waits for one turn of the event loop when the last was more than `longestMs` ago, else goes on at once. */
export function createTurns(longestMs = 5): () => Promise<void> | void {
  let start = performance.now()
  return () => {
    if (performance.now() - start < longestMs) return
    return new Promise((resolve) =>
      setImmediate(() => {
        start = performance.now()
        resolve()
      }),
    )
  }
}
