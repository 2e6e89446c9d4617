import { expect, it } from 'vitest'
import { watchOthersMessages } from '../../lib/server/heirs.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'

const prefix = 'waiting'

function heirOf(store = createMemoryStore(), own = 'waiting of one') {
  const taken: string[] = []
  const takeUp = async (text: string) => void taken.push(text)
  return { store, taken, look: watchOthersMessages({ store, prefix, own, takeUp }) }
}

it('messages of a server that is gone are taken over once, by one of the others', async () => {
  const one = heirOf()
  const two = heirOf(one.store, 'waiting of two')
  await one.store.writeSetting('waiting of gone', '[["a","opened"]]')
  await one.store.writeSetting('waiting of empty', '[]  ')
  for (let i = 0; i < 10; i++) await Promise.all([one.look(), two.look()])
  expect([...one.taken, ...two.taken]).toEqual(['[["a","opened"]]'])
  expect([...(await one.store.listSettings(prefix)).keys()]).toEqual(['waiting of empty'])
})

it('those of a server that goes on are left to it, and our own to us', async () => {
  const { store, taken, look } = heirOf()
  await store.writeSetting('waiting of one', '[["b","opened"]]')
  for (let i = 0; i < 20; i++) {
    await store.writeSetting('waiting of other', `[["a","opened"]]${' '.repeat(i % 10)}`)
    await look()
  }
  expect(taken).toEqual([])
})
