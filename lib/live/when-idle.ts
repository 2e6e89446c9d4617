/** What a page does only once it can be used; runs in the browser. */

/** A busy page has no idle moment: then after this many milliseconds. */
const latestMs = 500

/** Calls when the browser has nothing else to do. Call the answer to call it off. */
export function whenIdle(work: () => void): () => void {
  // Safari tells of no idle moment.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, latestMs / 5)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(work, { timeout: latestMs })
  return () => cancelIdleCallback(asked)
}
