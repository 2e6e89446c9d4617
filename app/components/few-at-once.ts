/** Runs pieces of work a few at a time, the first asked for first: fifty requests at once would hold up everything else. */
export function fewAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Whoever waits takes this place.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
