import { describe, expect, it } from 'vitest'
import type { Failure } from '../../lib/notify/deliver.ts'
import { type Notice, noticeOf } from '../../lib/notify/notice.ts'
import { createOutgoing } from '../../lib/notify/outgoing.ts'
import { findingAt } from './finding.ts'

const down: Failure = { reason: 'It is down.', again: true }
const refused: Failure = { reason: 'It is refused.', again: false }

const named = (id: string, resolvedStep: number | null = null) => noticeOf(findingAt(1, { id, resolvedStep }))
const nameOf = ({ lane, what }: Notice) => (what === 'over' ? `${lane} over` : lane)

/** A way out with a clock that a test moves; `answer` says what becomes of a try. */
function wayOut(answer: (name: string, to: string) => Failure | null | Promise<null> = () => null) {
  const world = { now: 0, to: 'one' as string | null }
  const tried: string[] = []
  const lost: string[] = []
  const outgoing = createOutgoing({
    target: () => world.to,
    async send(notice) {
      tried.push(nameOf(notice))
      return answer(nameOf(notice), world.to as string)
    },
    lost: (notice, reason) => lost.push(`${nameOf(notice)}: ${reason}`),
    changed() {},
    now: () => world.now,
  })
  async function pass(ms: number): Promise<string[]> {
    world.now += ms
    outgoing.pump()
    await outgoing.idle()
    return tried.splice(0)
  }
  return { outgoing, world, tried, lost, pass }
}
const forever = new Promise<null>(() => {})

describe('a message on its way', () => {
  it('is tried again after longer and longer pauses, and given up after half an hour', async () => {
    const { outgoing, lost, pass } = wayOut(() => down)
    outgoing.add(named('a'))
    expect(await pass(0)).toEqual(['a'])
    expect(await pass(999)).toEqual([])
    for (const seconds of [0.001, 5, 30, 120, 600]) expect(await pass(seconds * 1000)).toEqual(['a'])
    expect(lost).toEqual([])
    expect(await pass(1_200_000)).toEqual(['a'])
    expect(lost).toEqual(['a: It is down.'])
    expect(await pass(1e9)).toEqual([])
  })

  it('does not wait for those of other incidents that fail', async () => {
    const { outgoing, pass } = wayOut((name) => (name === 'bad' ? down : null))
    outgoing.add(named('bad'))
    await pass(0)
    outgoing.add(named('good'))
    expect(await pass(0)).toEqual(['good'])
    expect(await pass(1000)).toEqual(['bad'])
  })

  it('keeps its place: what ended is told after its beginning, also when that took several tries', async () => {
    let failures = 2
    const { outgoing, pass } = wayOut(() => (failures-- > 0 ? down : null))
    outgoing.add(named('a'))
    outgoing.add(named('a', 9))
    expect(await pass(0)).toEqual(['a'])
    expect(await pass(1000)).toEqual(['a'])
    expect(await pass(5000)).toEqual(['a', 'a over'])
    expect(outgoing.waiting()).toEqual([])
  })

  it('is not followed by the end of what nobody heard of', async () => {
    const { outgoing, lost, pass } = wayOut(() => refused)
    outgoing.add(named('a'))
    outgoing.add(named('a', 9))
    expect(await pass(0)).toEqual(['a'])
    expect(lost).toEqual(['a: It is refused.'])
  })

  it('goes to another webhook though the one before does not answer', async () => {
    const { outgoing, world, tried } = wayOut((_name, to) => (to === 'one' ? forever : null))
    for (let i = 0; i < 10; i++) outgoing.add(named(`old ${i}`))
    expect(tried).toHaveLength(4)
    world.to = 'two'
    outgoing.add(named('new'))
    await expect.poll(() => tried).toContain('new')
    expect(outgoing.waiting().map(nameOf)).toEqual(['old 0', 'old 1', 'old 2', 'old 3'])
  })

  it('waits while nobody is to be disturbed, and can be taken back until it was tried', async () => {
    const { outgoing, world, pass } = wayOut(() => down)
    world.to = null
    outgoing.add(named('a'))
    outgoing.add(named('b'))
    expect(await pass(0)).toEqual([])
    expect(outgoing.withdraw('a')).toBe(true)
    world.to = 'one'
    expect(await pass(0)).toEqual(['b'])
    expect(outgoing.withdraw('b')).toBe(false)
    expect(outgoing.withdraw('c')).toBe(false)
  })
})

describe('messages on their way', () => {
  it('are a thousand at most: the oldest incidents are left out', async () => {
    const { outgoing, world, lost } = wayOut()
    world.to = null
    for (let i = 0; i < 1200; i++) outgoing.add(named(`${i}`))
    expect(outgoing.waiting()).toHaveLength(1000)
    expect(nameOf(outgoing.waiting()[0] as Notice)).toBe('200')
    expect(lost).toHaveLength(200)
  })

  it('are all gone when nobody is to be told any more, also those under way', async () => {
    const { outgoing, pass } = wayOut(() => down)
    outgoing.add(named('a'))
    outgoing.add(named('b'))
    outgoing.clear()
    expect(await pass(0)).toHaveLength(2)
    expect(await pass(1e9)).toEqual([])
    expect(outgoing.waiting()).toEqual([])
  })
})
