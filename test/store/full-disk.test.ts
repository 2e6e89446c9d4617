import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openSpool } from '../../lib/delivery/spool.ts'
import type { RunEvent } from '../../lib/run.ts'
import { ownFolder } from '../own-folder.ts'
import { points, started } from './points.ts'

const disk = vi.hoisted(() => ({ free: Number.POSITIVE_INFINITY }))
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>()
  return {
    ...fs,
    /** Takes what there is room for, as a real disk does, and then fails. */
    appendFileSync(file: string, text: string) {
      fs.appendFileSync(file, text.slice(0, disk.free))
      if (text.length > disk.free) throw new Error('ENOSPC: no space left on device, write')
    },
  }
})

const folder = ownFolder()

it('a spool on a full disk keeps what it had whole, and takes more when there is room again', () => {
  const spool = openSpool(join(folder, 'a.1.jsonl'))
  const kept: RunEvent[] = [started('a'), points('a', 'loss', [1], [1])]
  spool.append(kept)
  const before = readFileSync(spool.file, 'utf8')
  disk.free = 10
  expect(() => spool.append([points('a', 'loss', [2], [2])])).toThrow('ENOSPC')
  expect(readFileSync(spool.file, 'utf8')).toBe(before)
  disk.free = Number.POSITIVE_INFINITY
  const later = points('a', 'loss', [3], [3])
  spool.append([later])
  expect(spool.read()).toEqual([...kept, later])
})
