/** The tokens of the store in memory. */
import type { StoredToken } from '../../tokens/token.ts'
import type { TokenStore } from '../store.ts'
import { inNameOrder } from './memory-series.ts'

export function createMemoryTokens(): TokenStore {
  const tokens = new Map<string, StoredToken>()
  return {
    async listTokens() {
      return [...tokens.values()].sort(inNameOrder)
    },
    async addToken(token) {
      if (tokens.has(token.name)) return false
      tokens.set(token.name, token)
      return true
    },
    async deleteToken(name) {
      return tokens.delete(name)
    },
    async noteTokenUse(hash, time) {
      const token = [...tokens.values()].find((one) => one.hash === hash)
      if (token) tokens.set(token.name, { ...token, lastUsedAt: Math.max(time, token.lastUsedAt ?? time) })
    },
  }
}
