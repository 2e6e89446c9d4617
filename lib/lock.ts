/** What only one may have at a time: a connection that writes, or the memory that a long work takes. */
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

export type OneByOne = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Does one work after the other, in their order. One that fails fails for its caller only. */
export function oneByOne(): OneByOne {
  const acquire = createLock()
  return async (work) => {
    const release = await acquire()
    try {
      return await work()
    } finally {
      release()
    }
  }
}
