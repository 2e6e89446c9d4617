import { describe, expect, it } from 'vitest'
import type { StoredToken } from '../../lib/tokens/token.ts'
import { stores } from './stores.ts'

const token = (name: string): StoredToken => ({
  ...{ name, hash: `hash of ${name}`, cookieHash: `cookie of ${name}` },
  ...{ rights: ['log', 'control'], createdAt: 1.5, lastUsedAt: null },
})

describe.each(stores)('the %s store', (_kind, open) => {
  it('keeps tokens by name, one a name, and when each was used last', async () => {
    const store = await open()
    expect(await store.addToken(token('b'))).toBe(true)
    expect(await store.addToken(token('a'))).toBe(true)
    expect(await store.addToken({ ...token('a'), hash: 'another', cookieHash: 'other' })).toBe(false)
    expect(await store.listTokens()).toEqual([token('a'), token('b')])
    await store.noteTokenUse('hash of b', 20)
    await store.noteTokenUse('hash of b', 10)
    await store.noteTokenUse('hash of nobody', 30)
    expect(await store.listTokens()).toEqual([token('a'), { ...token('b'), lastUsedAt: 20 }])
    expect(await store.deleteToken('a')).toBe(true)
    expect(await store.deleteToken('a')).toBe(false)
    expect((await store.listTokens()).map(({ name }) => name)).toEqual(['b'])
    await store.close()
  })
})
