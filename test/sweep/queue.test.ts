import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createQueue } from '../../lib/sweep/queue.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))
const always = async () => true

it('does each item once, in order, and never more at a time than it may', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(4), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (turns, jobs) => {
        let active = 0
        let most = 0
        const begun: number[] = []
        const items = turns.map((wait, index) => ({ wait, index }))
        await createQueue(items, {
          jobs,
          mayGoOn: always,
          async work({ wait, index }) {
            begun.push(index)
            most = Math.max(most, ++active)
            for (let i = 0; i < wait; i++) await turn()
            active--
          },
        }).done
        expect(begun).toEqual(items.map(({ index }) => index))
        expect(most).toBeLessThanOrEqual(jobs)
        if (turns.length >= jobs && turns.every((wait) => wait > 0)) expect(most).toBe(jobs)
      },
    ),
    { numRuns: 50 },
  )
})

it('begins nothing more once it is stopped, or may not go on', async () => {
  const begun: number[] = []
  const stopped = createQueue([1, 2, 3], {
    jobs: 1,
    mayGoOn: always,
    async work(item) {
      begun.push(item)
      stopped.stop()
    },
  })
  await stopped.done
  const halted = createQueue([4, 5, 6], {
    jobs: 2,
    mayGoOn: async () => begun.length < 2,
    async work(item) {
      begun.push(item)
      await turn()
    },
  })
  await halted.done
  expect(begun.slice(0, 2)).toEqual([1, 4])
  expect(begun).not.toContain(6)
})

it('ends with the first error of its work, after what goes on', async () => {
  let isDone = false
  const queue = createQueue(['fails', 'lasts', 'never'], {
    jobs: 2,
    mayGoOn: always,
    async work(item) {
      if (item === 'fails') throw new Error('no')
      await turn()
      if (item === 'never') throw new Error('begun')
      isDone = true
    },
  })
  await expect(queue.done).rejects.toThrow('no')
  expect(isDone).toBe(true)
})
