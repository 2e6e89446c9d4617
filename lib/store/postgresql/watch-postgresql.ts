/**
 * A store that knows when its server is away: what is asked of it then is refused in a sentence, so that programs
 * keep what they have.
 */
import { Refusal } from '../../refusal.ts'
import type { Store } from '../store.ts'
import { createTrouble, type WatchedStore, wordsOf } from '../watched-store.ts'
import { nameOf } from './pools.ts'

export function watchPostgresql(store: Store, url: string): WatchedStore {
  const trouble = createTrouble()
  const name = nameOf(url)

  function refused(error: unknown): unknown {
    const sentence = sentenceOf(wordsOf(error), name)
    if (sentence === null) return error
    trouble.tell(sentence)
    return new Refusal('unavailable', sentence)
  }

  const watched = Object.fromEntries(
    Object.entries(store).map(([method, call]) => {
      if (typeof call !== 'function' || method === 'close') return [method, call]
      const asked = async (...args: unknown[]) => {
        try {
          const answer = await (call as (...args: unknown[]) => Promise<unknown>)(...args)
          trouble.over()
          return answer
        } catch (error) {
          throw refused(error)
        }
      }
      return [method, asked]
    }),
  ) as Store

  return {
    ...watched,
    trouble: trouble.now,
    // Whoever asks for health hears what the newest question came to: one at least every few seconds.
    look: () => void watched.readSetting('settings').catch(() => {}),
  }
}

/** By PostgreSQL's error codes (its manual, appendix A), and what Node and Prisma say of a connection. */
const isAway =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|Connection terminated|not queryable|terminating connection|DatabaseNotReachable|ConnectionClosed|SocketTimeout|P1001|P1017|P2024|P2028|timeout exceeded when trying to connect|the database system is|\b57P0[123]\b|\b080\d\d\b/i

function sentenceOf(words: string, name: string): string | null {
  const kept = 'what programs send is kept by them until then.'
  if (/\b53100\b|No space left on device/i.test(words))
    return `The disk of ${name} is full: free some space; ${kept}`
  if (/\b25006\b|read-only transaction/i.test(words))
    return `${name} may only be read now: name the primary server with --db; ${kept}`
  if (/\b53300\b|too many clients|remaining connection slots/i.test(words))
    return `${name} takes no more connections: raise its max_connections; ${kept}`
  if (isAway.test(words)) return `${name} does not answer: see that its server is up; ${kept}`
  return null
}
