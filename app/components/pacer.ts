/** Calls `draw` soon after it is asked to, but not more often than every so many milliseconds. */
export function createPacer(draw: () => void, betweenMs: number) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  function begin(waitMs: number): void {
    timer = setTimeout(() => {
      timer = null
      drawnAt = performance.now()
      draw()
    }, waitMs)
  }
  return {
    ask(): void {
      if (!timer) begin(Math.max(0, drawnAt + betweenMs - performance.now()))
    },
    /** With what else happens in this turn, whenever it was drawn before: for what a person waits for. */
    askNow(): void {
      if (timer) clearTimeout(timer)
      begin(0)
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}
