/** Calls `draw` soon after it is asked to, but not more often than every so many milliseconds. */
export function createPacer(draw: () => void, betweenMs: number) {
  let timer: ReturnType<typeof setTimeout> | null = null
  let drawnAt = Number.NEGATIVE_INFINITY
  return {
    ask(): void {
      timer ??= setTimeout(
        () => {
          timer = null
          drawnAt = performance.now()
          draw()
        },
        Math.max(0, drawnAt + betweenMs - performance.now()),
      )
    },
    stop(): void {
      if (timer) clearTimeout(timer)
    },
  }
}
