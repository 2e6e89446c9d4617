import { describe, expect, it } from 'vitest'
import { applyToRun, type RunEvent } from '../lib/run.ts'
import { seedIn } from '../lib/run-seed.ts'

describe('the seed that parameters tell', () => {
  it.each<[Record<string, string | number | boolean>, number | null]>([
    [{ seed: 0, lr: 0.1 }, 0],
    [{ Seed: 7 }, 7],
    [{ random_state: 3, random_seed: 2 }, 2],
    [{ seed: '42' }, 42],
    [{ seed: 'None', random_state: -1 }, -1],
    [{ seed: 1.5 }, null],
    [{ seed: true }, null],
    [{ seed: '0x1' }, null],
    [{ seed: '99999999999999999999' }, null],
    [{ seeds: 5, 'data.seed': 3 }, null],
    [{}, null],
  ])('of %j is %j', (params, seed) => {
    expect(seedIn(params)).toBe(seed)
  })

  it('is that of a run which names none, also where its parameters come one by one', () => {
    const began = (rest: object): RunEvent => ({ type: 'run-started', run: { id: 'a', ...rest }, time: 0 })
    expect(applyToRun(null, began({ params: { seed: 3 } }))?.seed).toBe(3)
    expect(applyToRun(null, began({ params: { seed: 3 }, seed: 4 }))?.seed).toBe(4)
    const plain = applyToRun(null, began({}))
    expect(plain?.seed).toBeNull()
    const edited = applyToRun(plain, { type: 'run-edited', runId: 'a', changes: { params: { seed: '5' } } })
    expect(edited?.seed).toBe(5)
    const renamed = applyToRun(edited, { type: 'run-edited', runId: 'a', changes: { name: 'b' } })
    expect(renamed?.seed).toBe(5)
  })
})
