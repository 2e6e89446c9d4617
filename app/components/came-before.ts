/** What pages have come with: the history of the browser brings the same again, however old it is by then. */
const cameBefore = new WeakSet<object>()

/** Whether a page has come with this very object before; to be asked once each time that it is shown. */
export function comesAgain(given: object): boolean {
  const isAgain = cameBefore.has(given)
  cameBefore.add(given)
  return isAgain
}
