/** The part of the store that keeps tokens. */
import type { PrismaClient, Token as TokenRow } from '../../../prisma/generated/sqlite/client.ts'
import type { Right } from '../../tokens/right.ts'
import type { StoredToken } from '../../tokens/token.ts'
import type { TokenStore } from '../store.ts'

export function tokenStore(prisma: PrismaClient): TokenStore {
  return {
    async listTokens() {
      return (await prisma.token.findMany({ orderBy: { name: 'asc' } })).map(fromRow)
    },
    async addToken(token) {
      const data = { ...token, rights: token.rights.join() }
      try {
        await prisma.token.create({ data })
        return true
      } catch (error) {
        // Not unique.
        if ((error as { code?: unknown }).code === 'P2002') return false
        throw error
      }
    },
    async deleteToken(name) {
      return (await prisma.token.deleteMany({ where: { name } })).count > 0
    },
    async noteTokenUse(hash, time) {
      const earlier = [{ lastUsedAt: null }, { lastUsedAt: { lt: time } }]
      await prisma.token.updateMany({ where: { hash, OR: earlier }, data: { lastUsedAt: time } })
    },
  }
}

function fromRow({ rights, ...row }: TokenRow): StoredToken {
  return { ...row, rights: rights.split(',') as Right[] }
}
