/** What a day of training logs, as fast as it goes: runs of a loss and its neighbours, with all detectors at work. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { SeriesColumns } from '../../lib/series.ts'
import { serve } from '../served.ts'
import { json } from './ledger.ts'
import { openSource } from './source.ts'

const names = ['train/loss', 'train/grad_norm', 'lr', 'system/cpu']
/** A value a second in all series together. */
const stepsOfDay = 86_400 / names.length
const stepsOfMessage = 1200
const atOnce = 10

function valueAt(name: string, step: number): number {
  const noise = Math.sin(step * 12.9898) * 43758.5453
  const chance = noise - Math.floor(noise)
  if (name === 'lr') return 1e-3 * (1 + Math.cos((Math.PI * step) / stepsOfDay)) * 0.5 + 1e-6
  if (name === 'system/cpu') return 40 + 40 * chance
  if (name === 'train/grad_norm') return 0.5 + 0.2 * chance
  return 0.3 + 2 * Math.exp(-step / 4000) + 0.02 * chance
}

function columnsOf(from: number): SeriesColumns[] {
  const steps = Float64Array.from({ length: Math.min(stepsOfMessage, stepsOfDay - from) }, (_, i) => from + i)
  const times = steps.map((step) => Date.UTC(2026, 0, 1) + 4000 * step)
  return names.map((name) => ({ name, steps, times, values: steps.map((step) => valueAt(name, step)) }))
}

export async function campaignDay(args: readonly string[]): Promise<string[]> {
  const [runs = 100] = args.map(Number)
  const server = await serve()
  try {
    const ids = Array.from({ length: runs }, (_, i) => `day-${i}`)
    const next = ids.values()
    let done = 0
    let atTenth = 0
    async function train(): Promise<void> {
      for (const runId of next) {
        const source = await openSource(server.url)
        await source.send({ type: 'run-started', run: { id: runId, project: runId }, time: Date.now() })
        for (let from = 0; from < stepsOfDay; from += stepsOfMessage)
          await source.send({ type: 'points', runId, series: columnsOf(from) })
        await source.send({ type: 'run-ended', runId, status: 'finished', time: Date.now() })
        source.close()
        if (++done === Math.ceil(runs / 10)) atTenth = server.memoryMb()
      }
    }
    const start = performance.now()
    await Promise.all(Array.from({ length: atOnce }, train))
    const seconds = (performance.now() - start) / 1000
    const atEnd = server.memoryMb()
    let missing = 0
    let alarms = 0
    for (const id of ids) {
      const { series, findings } = (await json(`${server.url}/api/runs/${id}`)) as {
        series: { count: number }[]
        findings: { code: string; severity: string }[]
      }
      missing += stepsOfDay * names.length - series.reduce((sum, { count }) => sum + count, 0)
      alarms += findings.filter(({ severity }) => severity !== 'info').length
    }
    const points = runs * stepsOfDay * names.length
    const bytes = ['', '-wal'].reduce(
      (sum, end) => sum + sizeOf(join(server.folder, `lossglass.db${end}`)),
      0,
    )
    return [
      `${runs} runs of ${(stepsOfDay * names.length).toLocaleString('en')} points in ${names.length} series, ${atOnce} at a time: ${points.toLocaleString('en')} points in ${seconds.toFixed(0)} s, ${Math.round(points / seconds).toLocaleString('en')} points/s; ${missing} missing, ${alarms} warnings or worse; memory ${Math.round(atTenth)} MB after a tenth, ${Math.round(atEnd)} MB at the end; ${Math.round(bytes / points)} MB on the disk for a million points`,
    ]
  } finally {
    await server.close()
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
