/**
 * A disk that is full, time and again, while programs log: they keep what it does not take, and nothing is lost or
 * stored twice.
 */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../../lib/refusal.ts'
import { serve } from '../served.ts'
import { check, type Entry, noFaults, sumOf } from './ledger.ts'
import { startPoster } from './poster.ts'

const size = '24m'
const posters = 3
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A small disk in memory. */
function mount(): { folder: string; unmount(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder]).status !== 0)
    throw new Refusal(
      'cannot-start',
      'A small disk is wanted here: run this as root on Linux, which may mount one.',
    )
  return {
    folder,
    unmount() {
      spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Fills what is left with a file, whatever others take of it meanwhile. */
function fill(folder: string): void {
  try {
    for (const block = Buffer.alloc(4096); ; ) appendFileSync(join(folder, 'full'), block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}

export async function campaignDiskFull(args: readonly string[]): Promise<string[]> {
  const [times = 10] = args.map(Number)
  const disk = mount()
  const server = await serve({ database: join(disk.folder, 'lossglass.db') })
  try {
    const ledger = new Map<string, Entry>()
    const posting = Array.from({ length: posters }, (_, i) =>
      startPoster(server.url, `poster-${i}`, ledger, 50),
    )
    let said = 0
    for (let i = 0; i < times; i++) {
      await pause(1500)
      fill(disk.folder)
      const until = Date.now() + 10_000
      let isSaid = false
      while (!isSaid && Date.now() < until) {
        await pause(100)
        isSaid = (await fetch(`${server.url}/api/health`)).status === 503
      }
      if (isSaid) said++
      rmSync(join(disk.folder, 'full'))
      const from = Date.now()
      while (posting.some(({ acknowledgedAt }) => acknowledgedAt() < from)) {
        if (Date.now() - from > 30_000)
          throw new Error('A program gets no answer though there is room again.')
        await pause(50)
      }
    }
    await Promise.all(posting.map((poster) => poster.stop()))
    let faults = noFaults
    for (const [id, entry] of ledger) faults = sumOf(faults, await check(server.url, id, entry))
    const points = [...ledger.values()].reduce((sum, { acknowledged }) => sum + 2 * acknowledged, 0)
    const { lost, twice, wrong, findingsTwice } = faults
    return [
      `${times} × full, said by /api/health ${said} times; ${points.toLocaleString('en')} points of ${ledger.size} runs acknowledged: ${lost} lost, ${twice} twice, ${wrong} not exact; ${findingsTwice} findings twice`,
    ]
  } finally {
    await server.close()
    disk.unmount()
  }
}
