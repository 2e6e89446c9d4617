import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../../lib/store/memory/memory-store.ts'
import { watchSqlite } from '../../../lib/store/sqlite/watch-sqlite.ts'
import { ownFolder } from '../../own-folder.ts'
import { noWatches } from '../points.ts'

const folder = ownFolder()
const file = join(folder, 'runs.db')

beforeEach(() => {
  writeFileSync(file, '')
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.restoreAllMocks())

/** A store whose writes fail with these errors, one after the other, and then succeed. */
function failing(errors: Error[]) {
  return { ...createMemoryStore(), append: async () => void throwNext(errors) }
}
function throwNext(errors: Error[]): void {
  const error = errors.shift()
  if (error) throw error
}

describe('a store that is watched', () => {
  it.each([
    ['database or disk is full', /is full: free some space/],
    ['attempt to write a readonly database', /may not be written by this user/],
    ['disk I/O error', /I\/O error/],
    ['database disk image is malformed', /is damaged/],
  ])(
    'says of "%s" what it means, to be tried again, once, and is well after a write that went through',
    async (message, words) => {
      const store = watchSqlite(failing([new Error(message), new Error(message)]), file)
      for (let i = 0; i < 2; i++)
        await expect(store.append([], noWatches)).rejects.toMatchObject({
          name: 'Refusal',
          code: 'unavailable',
          message: expect.stringMatching(words),
        })
      expect(store.trouble()).toMatch(words)
      expect(console.error).toHaveBeenCalledTimes(1)
      await store.append([], noWatches)
      expect(store.trouble()).toBeNull()
    },
  )

  it('waits for the lock of another program', async () => {
    const store = watchSqlite(
      failing([new Error('database is locked'), new Error('database is locked')]),
      file,
    )
    await store.append([], noWatches)
    expect(store.trouble()).toBeNull()
  })

  it('passes on what is our own fault', async () => {
    const store = watchSqlite(failing([new TypeError('x is undefined')]), file)
    await expect(store.append([], noWatches)).rejects.toThrow(TypeError)
    expect(store.trouble()).toBeNull()
  })

  it('takes nothing once its file is gone or another one', async () => {
    const store = watchSqlite(createMemoryStore(), file)
    store.look()
    expect(store.trouble()).toBeNull()
    writeFileSync(join(folder, 'other.db'), '')
    renameSync(join(folder, 'other.db'), file)
    store.look()
    expect(store.trouble()).toMatch(/was deleted or replaced/)
    await expect(store.append([], noWatches)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
