/** Holds the tokens of a server: read once, looked up with each request, written through. */
import { parse } from '../parse.ts'
import { cut, Refusal } from '../refusal.ts'
import type { TokenStore } from '../store/store.ts'
import type { Token } from './right.ts'
import { tokenBody } from './schema.ts'
import { cookieValueOf, hashOf, newTokenText, type StoredToken } from './token.ts'

export type TokenKeeper = {
  /** By name. */
  list(): Token[]
  /** Makes a token of unchecked input; its text is told this once. Refuses a name that is taken. */
  make(input: unknown): Promise<{ token: Token; text: string }>
  /** It holds no more from then on. Refuses a name that there is not. */
  revoke(name: string): Promise<void>
  /** The token of this text, or that a browser has by this cookie; that it was used is noted. */
  find(given: { text: string } | { cookie: string }): Token | null
  /** Reads them again, as another server may have changed them. */
  reload(): Promise<void>
  /**
   * To be called every few seconds: stores when they were last used, and reads them again where other servers may
   * have changed them.
   */
  tend(hasOthers: boolean): Promise<void>
}

const mostTokens = 1000
const noteEveryMs = 60_000

export type TokenParts = {
  store: TokenStore
  /** Those of the store. */
  stored: readonly StoredToken[]
  now(): number
  /** Called when one was made or revoked, by this server or another. */
  changed(byUs: boolean): void
}

export function createTokens({ store, stored, now, changed }: TokenParts): TokenKeeper {
  let byName = new Map<string, StoredToken>()
  let byHash = new Map<string, StoredToken>()
  /** By hash: when it was used, and when that was stored. */
  const uses = new Map<string, { at: number; noted: number }>()

  /** How many this server has made and revoked. */
  let changes = 0

  function hold(tokens: readonly StoredToken[]): void {
    byName = new Map(tokens.map((token) => [token.name, token]))
    byHash = new Map(tokens.flatMap((token) => [token.hash, token.cookieHash].map((hash) => [hash, token])))
  }
  hold(stored)

  const told = ({ name, rights, createdAt, lastUsedAt, hash }: StoredToken): Token => {
    const at = uses.get(hash)?.at ?? null
    return { name, rights, createdAt, lastUsedAt: at === null ? lastUsedAt : Math.max(at, lastUsedAt ?? at) }
  }

  async function reload(): Promise<void> {
    const ours = changes
    const read = await store.listTokens()
    // What was read may be older than what this server has changed meanwhile.
    if (changes !== ours) return reload()
    const before = [...byHash.keys()].join()
    hold(read)
    if ([...byHash.keys()].join() !== before) changed(false)
  }

  return {
    list: () => [...byName.values()].map(told),
    async make(input) {
      const { name, rights } = parse(tokenBody, input)
      if (byName.size >= mostTokens)
        throw new Refusal('conflict', `There are ${mostTokens} tokens, as many as there may be: revoke some.`)
      const text = newTokenText()
      const [hash, cookieHash] = [hashOf(text), hashOf(cookieValueOf(text))]
      const token: StoredToken = { name, rights, hash, cookieHash, createdAt: now(), lastUsedAt: null }
      if (!(await store.addToken(token)))
        throw new Refusal(
          'conflict',
          `There is a token "${name}" already: revoke it, or choose another name.`,
        )
      changes++
      hold([...byName.values(), token].sort((a, b) => (a.name < b.name ? -1 : 1)))
      changed(true)
      return { token: told(token), text }
    },
    async revoke(name) {
      if (!(await store.deleteToken(name)))
        throw new Refusal('not-found', `There is no token "${cut(name)}".`)
      changes++
      hold([...byName.values()].filter((token) => token.name !== name))
      changed(true)
    },
    find(given) {
      const hash = hashOf('text' in given ? given.text : given.cookie)
      const token = byHash.get(hash)
      // What a browser keeps is no text to log in with, and the text is no cookie.
      if (!token || ('text' in given ? token.hash : token.cookieHash) !== hash) return null
      const use = uses.get(token.hash)
      if (use) use.at = now()
      else uses.set(token.hash, { at: now(), noted: token.lastUsedAt ?? Number.NEGATIVE_INFINITY })
      return token
    },
    reload,
    async tend(hasOthers) {
      if (hasOthers) await reload()
      for (const [hash, use] of uses) {
        if (!byHash.has(hash)) uses.delete(hash)
        else if (use.at - use.noted >= noteEveryMs) {
          use.noted = use.at
          await store.noteTokenUse(hash, use.at)
        }
      }
    },
  }
}
