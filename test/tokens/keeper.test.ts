import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { createTokens } from '../../lib/tokens/keeper.ts'
import { allows, rights } from '../../lib/tokens/right.ts'
import { cookieValueOf } from '../../lib/tokens/token.ts'

describe('rights', () => {
  it.each([
    ['log', ['log']],
    ['read', ['read']],
    ['control', ['read', 'control']],
    ['owner', ['log', 'read', 'control', 'owner']],
  ] as const)('%s is enough for %s', (right, expected) => {
    expect(rights.filter((need) => allows([right], need))).toEqual(expected)
    expect(allows([right], 'any')).toBe(true)
  })

  it('of a token with several are those of each', () => {
    expect(rights.filter((need) => allows(['log', 'control'], need))).toEqual(['log', 'read', 'control'])
    expect(allows([], 'any')).toBe(false)
  })
})

describe('the tokens of a server', () => {
  const open = (store = createMemoryStore()) => {
    let time = 1000
    const changes: boolean[] = []
    const keeper = createTokens({
      ...{ store, stored: [], now: () => time },
      changed: (byUs) => void changes.push(byUs),
    })
    return { store, keeper, changes, pass: (ms: number) => (time += ms) }
  }

  it('are told once and kept as a hash: the text is found, and what a browser keeps, and neither for the other', async () => {
    const { store, keeper, changes } = open()
    const { text, token } = await keeper.make({ name: 'lab', rights: ['read', 'log', 'read'] })
    expect(text).toMatch(/^lg_[0-9a-f]{64}$/)
    expect(token).toEqual({ name: 'lab', rights: ['log', 'read'], createdAt: 1000, lastUsedAt: null })
    const stored = await store.listTokens()
    expect(stored[0]?.hash).toBe(createHash('sha256').update(text).digest('hex'))
    expect(JSON.stringify(stored)).not.toContain(text.slice(3))
    const cookie = cookieValueOf(text)
    expect(keeper.find({ text })?.name).toBe('lab')
    expect(keeper.find({ cookie })?.name).toBe('lab')
    for (const wrong of [{ text: cookie }, { cookie: text }, { text: stored[0]?.hash ?? '' }, { text: '' }])
      expect(keeper.find(wrong)).toBeNull()
    expect(changes).toEqual([true])
  })

  it('hold until they are revoked, by this server or another', async () => {
    const { store, keeper, changes } = open()
    const { text } = await keeper.make({ name: 'a', rights: ['read'] })
    const other = open(store)
    expect(other.keeper.find({ text })).toBeNull()
    await other.keeper.tend(true)
    expect(other.keeper.find({ text })?.name).toBe('a')
    await keeper.revoke('a')
    expect(keeper.find({ text })).toBeNull()
    await other.keeper.reload()
    await other.keeper.reload()
    expect(other.keeper.find({ text })).toBeNull()
    expect([changes, other.changes]).toEqual([
      [true, true],
      [false, false],
    ])
  })

  it('have their last use stored once a minute at most', async () => {
    const { store, keeper, pass } = open()
    const { text } = await keeper.make({ name: 'a', rights: ['read'] })
    const stored = async () => {
      await keeper.tend(false)
      return (await store.listTokens())[0]?.lastUsedAt
    }
    expect(await stored()).toBeNull()
    keeper.find({ text })
    expect(await stored()).toBe(1000)
    pass(59_000)
    keeper.find({ text })
    expect(await stored()).toBe(1000)
    expect(keeper.list()[0]?.lastUsedAt).toBe(60_000)
    pass(1000)
    keeper.find({ text })
    expect(await stored()).toBe(61_000)
  })

  it.each([
    [{ name: 'a', rights: ['read'] }, 'There is a token "a" already'],
    [{ name: '', rights: ['read'] }, 'The name of a token has 1 to 64'],
    [{ name: 'a b', rights: ['read'] }, 'The name of a token has 1 to 64'],
    [{ name: 'a/../b', rights: ['read'] }, 'The name of a token has 1 to 64'],
    [{ name: 'x'.repeat(65), rights: ['read'] }, 'The name of a token has 1 to 64'],
    [{ name: 'b', rights: [] }, 'at least one right'],
    [{ name: 'b', rights: ['write'] }, 'A right is one of'],
    [{ name: 'b' }, 'rights'],
  ])('are not made of %j', async (input, said) => {
    const { keeper } = open()
    await keeper.make({ name: 'a', rights: ['read'] })
    await expect(keeper.make(input)).rejects.toThrow(said)
    await expect(keeper.revoke('nobody')).rejects.toThrow('There is no token "nobody".')
  })
})
