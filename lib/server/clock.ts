/** The clock of the machine, and whether it was set, or the machine slept: nobody has been silent for as long as it says then. */

/** Less is made up for by the least silence that counts. */
const leapMs = 10_000

type Clocks = { wall(): number; steady(): number }

const ofMachine: Clocks = { wall: () => Date.now(), steady: () => performance.now() }

/**
 * Milliseconds since 1970. Whoever asks first after a leap lets `moved` know, by how many milliseconds, before it
 * gets an answer: what arrives then is not counted from a time before it.
 */
export function createClock(moved: (ms: number) => void, { wall, steady }: Clocks = ofMachine): () => number {
  let apart = wall() - steady()
  return () => {
    const now = wall()
    const leap = now - steady() - apart
    if (Math.abs(leap) > leapMs) {
      apart += leap
      moved(leap)
    }
    return now
  }
}
