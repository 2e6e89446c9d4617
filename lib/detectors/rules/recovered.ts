/** When what was not finite counts as over. */

/** Finite values running, at least; and twice as many as came between two that were not: what comes back is one incident. */
export const recoveredRows = 10
const pausesNeeded = 2

/** `pause`: the most finite values between two that were not, so far. */
export function rowsToRecover(pause: number, least = recoveredRows): number {
  return Math.max(least, pausesNeeded * pause)
}
