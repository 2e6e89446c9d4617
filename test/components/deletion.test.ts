import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDeletion, undoMs } from '../../app/components/deletion.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function start(fault: string | null = null) {
  const deleted: [string, boolean][] = []
  const deletion = createDeletion(async (id, isLast) => {
    deleted.push([id, isLast])
    return fault
  })
  return { deletion, deleted }
}

describe('a deletion', () => {
  it('hides at once and is carried out a few seconds later', async () => {
    const { deletion, deleted } = start()
    deletion.remove(['a', 'b'])
    expect(deletion.get()).toEqual({ hidden: ['a', 'b'], canUndo: true, fault: null })
    await vi.advanceTimersByTimeAsync(undoMs - 1)
    expect(deleted).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(deleted.map(([id]) => id)).toEqual(['a', 'b'])
    expect(deletion.get()).toEqual({ hidden: [], canUndo: false, fault: null })
  })

  it('can be taken back, and then nothing is deleted', async () => {
    const { deletion, deleted } = start()
    deletion.remove(['a'])
    deletion.remove(['a', 'b'])
    deletion.undo()
    await vi.advanceTimersByTimeAsync(10 * undoMs)
    expect([deleted, deletion.get().hidden]).toEqual([[], []])
  })

  it('waits anew when more is deleted, and is one thing to undo', async () => {
    const { deletion, deleted } = start()
    deletion.remove(['a'])
    await vi.advanceTimersByTimeAsync(undoMs - 1)
    deletion.remove(['b'])
    await vi.advanceTimersByTimeAsync(undoMs - 1)
    expect(deleted).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(deleted.length).toBe(2)
  })

  it('is carried out at once when the page goes away, and once only', async () => {
    const { deletion, deleted } = start()
    deletion.carryOutAtOnce()
    deletion.remove(['a'])
    deletion.carryOutAtOnce()
    await vi.advanceTimersByTimeAsync(10 * undoMs)
    expect(deleted).toEqual([['a', true]])
  })

  it('that is refused says why and shows the run again', async () => {
    const { deletion } = start('A program is writing it.')
    const seen = vi.fn()
    deletion.subscribe(seen)
    deletion.remove(['a'])
    await vi.advanceTimersByTimeAsync(undoMs)
    expect(deletion.get()).toEqual({ hidden: [], canUndo: false, fault: 'A program is writing it.' })
    deletion.dismiss()
    expect(deletion.get().fault).toBeNull()
    expect(seen).toHaveBeenCalledTimes(4)
  })
})
