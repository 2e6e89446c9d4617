/** A store that knows when its database has failed it, and says so to whoever asks. */
import type { Store } from './store.ts'

export type WatchedStore = Store & {
  /** What is wrong with the database, in a sentence; null while all is well. */
  trouble(): string | null
  /** Looks whether the database is still there; to be called every few seconds. */
  look(): void
}

const saidEveryMs = 60_000

/** What is wrong now; it is printed when it is new, and once a minute. */
export function createTrouble() {
  let trouble: string | null = null
  let said = { sentence: '', at: Number.NEGATIVE_INFINITY }
  return {
    now: () => trouble,
    tell(sentence: string): void {
      trouble = sentence
      const now = performance.now()
      if (said.sentence === sentence && now - said.at < saidEveryMs) return
      said = { sentence, at: now }
      console.error(sentence)
    },
    over(): void {
      trouble = null
    },
  }
}

/** What an error and all that caused it say. */
export function wordsOf(error: unknown): string {
  const words: string[] = []
  for (let one = error; one instanceof Error && words.length < 5; one = one.cause) {
    const { code, errors } = one as { code?: unknown; errors?: Error[] }
    // Of a name with several addresses each has failed.
    const each = (errors ?? []).map(({ message }) => message)
    words.push(one.message, String(code ?? ''), ...each, JSON.stringify(one.cause ?? ''))
  }
  return words.join(' ')
}
