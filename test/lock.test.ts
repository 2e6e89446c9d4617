import { describe, expect, it } from 'vitest'
import { oneByOne } from '../lib/lock.ts'

describe('works that are done one by one', () => {
  it('begin in their order, each when the one before is over', async () => {
    const inTurn = oneByOne()
    const seen: string[] = []
    const work = (name: string, turns: number) => async () => {
      seen.push(`${name} begins`)
      for (let i = 0; i < turns; i++) await null
      seen.push(`${name} ends`)
      return name
    }
    expect(await Promise.all([inTurn(work('a', 5)), inTurn(work('b', 1))])).toEqual(['a', 'b'])
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('fail for their own caller only', async () => {
    const inTurn = oneByOne()
    const failed = inTurn(async () => {
      throw new Error('no')
    })
    const next = inTurn(async () => 'yes')
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
