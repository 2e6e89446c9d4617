/** When what failed is tried again: after a pause that is doubled each time, up to the longest. */

const firstMs = 1000
const longestMs = 30_000

export type RetryTimer = {
  start(): void
  stop(): void
  isRunning(): boolean
  /** The next pause is the first again. */
  reset(): void
}

export function createRetryTimer(again: () => void): RetryTimer {
  let pauseMs = firstMs
  let running: NodeJS.Timeout | null = null

  function stop(): void {
    if (running !== null) clearTimeout(running)
    running = null
  }

  return {
    start() {
      stop()
      running = setTimeout(() => {
        running = null
        again()
      }, pauseMs)
      pauseMs = Math.min(2 * pauseMs, longestMs)
    },
    stop,
    isRunning: () => running !== null,
    reset() {
      pauseMs = firstMs
    },
  }
}
