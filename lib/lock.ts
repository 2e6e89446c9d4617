/** The one connection that writes is had by one at a time. */
export type Lock = () => Promise<() => void>

/** First come, first served: it resolves with the function that lets the next one in. */
export function createLock(): Lock {
  let last: Promise<void> = Promise.resolve()
  return () => {
    const before = last
    let release = () => {}
    last = new Promise((resolve) => {
      release = resolve
    })
    return before.then(() => release)
  }
}
