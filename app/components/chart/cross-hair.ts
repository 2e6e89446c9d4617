/** The step under the pointer, shared by all charts of a page. */

let step: number | null = null
const listeners = new Set<() => void>()

export const crossHair = {
  get: () => step,
  set(next: number | null) {
    if (next === step) return
    step = next
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
