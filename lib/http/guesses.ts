/** Counts the wrong tokens that an address gives. */
import { hashOf } from '../tokens/token.ts'

/** Wrong tokens that one address may give in a minute. */
const guessesAMinute = 10
const addressesKept = 1000

export type Guesses = {
  /**
   * Counts a wrong token; whether the address has given too many of them. One that comes again is no new guess: a client with a
   * wrong key says it with each of its requests, a dozen a second, and is to be heard once its user has put it right.
   */
  isGuessing(address: string, wrong: readonly string[]): boolean
}

export function createGuesses(): Guesses {
  const guesses = new Map<string, { tried: Set<string>; since: number }>()
  return {
    isGuessing(address, given) {
      const wrong = given.length > 0 ? hashOf(given.join('\n')) : null
      const now = performance.now()
      const known = guesses.get(address)
      const current = known && now - known.since < 60_000 ? known : { tried: new Set<string>(), since: now }
      if (current.tried.size >= guessesAMinute) return true
      if (wrong === null || current.tried.has(wrong)) return false
      current.tried.add(wrong)
      if (current.tried.size === guessesAMinute)
        console.error(`${address || 'Somebody'} has given ${guessesAMinute} wrong tokens within a minute.`)
      guesses.delete(address)
      guesses.set(address, current)
      if (guesses.size > addressesKept) guesses.delete(guesses.keys().next().value as string)
      return false
    },
  }
}
