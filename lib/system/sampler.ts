/** Tells now and then how the machine is that trains: its processors, memory, disk and graphics cards. */
import { statfs } from 'node:fs/promises'
import { cpus, freemem, totalmem } from 'node:os'
import { createGpuReader, type ReadGpus } from './gpus.ts'

/** The first one soon after the start: what is wrong with a machine is often so from the beginning. */
const firstMs = 3000
const everyMs = 15_000
const unreadyMs = 1000

export type SamplerParts = {
  /** Whether a value has a place: it is not asked before. */
  isReady(): boolean
  /** Values by the names of their series. */
  onValues(values: Record<string, number>): void
  readGpus?: ReadGpus
  times?: { firstMs: number; everyMs: number }
}

/** Samples until it is stopped; holds no program up and ends none. */
export function sampleSystem({
  isReady,
  onValues,
  readGpus = createGpuReader(),
  times,
}: SamplerParts): () => void {
  const measureCpu = createCpuMeter()
  let isOver = false
  let timer = setTimeout(sample, times?.firstMs ?? firstMs).unref()
  async function sample(): Promise<void> {
    if (!isReady()) {
      timer = setTimeout(sample, Math.min(unreadyMs, times?.firstMs ?? unreadyMs)).unref()
      return
    }
    try {
      const values = { ...measureCpu(), ...memory(), ...(await disk()), ...(await readGpus()) }
      if (!isOver) onValues(values)
    } catch {
      // What a machine does not tell is left out; the training goes on.
    }
    if (!isOver) timer = setTimeout(sample, times?.everyMs ?? everyMs).unref()
  }
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

type CpuTimes = { busy: number; all: number }

function cpuTimes(): CpuTimes {
  const sum = { busy: 0, all: 0 }
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq
    sum.all += all
    sum.busy += all - times.idle
  }
  return sum
}

/** How much of all processors was in use since it was asked last, in percent; nothing where that cannot be told. */
function createCpuMeter(): () => Record<string, number> {
  let before = cpuTimes()
  return () => {
    const now = cpuTimes()
    const [busy, all] = [now.busy - before.busy, now.all - before.all]
    before = now
    return all > 0 ? { 'system/cpu': Math.min(100, Math.max(0, (100 * busy) / all)) } : {}
  }
}

/** In bytes: of the machine, and of this process. */
function memory(): Record<string, number> {
  return { 'system/memory': totalmem() - freemem(), 'system/process_memory': process.memoryUsage.rss() }
}

/** In bytes, of the disk on which the program works. */
async function disk(): Promise<Record<string, number>> {
  const { bsize, blocks, bfree, bavail } = await statfs(process.cwd())
  return { 'system/disk_used': bsize * (blocks - bfree), 'system/disk_free': bsize * bavail }
}
