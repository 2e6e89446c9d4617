/** How many points a second go through the whole list of detectors, and how much a series' memory weighs. */
import { noFacts } from '../../lib/detectors/detector.ts'
import { watchToText } from '../../lib/detectors/memory/stored-watch.ts'
import { observe, startWatch, type Watch } from '../../lib/detectors/memory/watch.ts'
import type { SeriesColumns } from '../../lib/series.ts'

const points = 1_000_000
const batchPoints = 1000
const runs = 5

/** Each a value by row and a noise between −1 and 1: what the detectors find easy, and what keeps them at work. */
const shapes = {
  'noisy decay': (row: number, noise: number) => 0.5 + 2 * Math.exp(-row / 30_000) + 0.1 * noise,
  'flat at its start': (_row: number, noise: number) => Math.LN10 + 0.02 * noise,
  'diverged and back, again and again': (row: number, noise: number) =>
    1 + (row % 400 > 300 ? 9 : 0) + 0.1 * noise,
}

function columnsOf(shape: (row: number, noise: number) => number, name: string): SeriesColumns[] {
  let seed = 1
  const batches: SeriesColumns[] = []
  for (let from = 0; from < points; from += batchPoints) {
    const steps = Float64Array.from({ length: batchPoints }, (_, i) => from + i)
    const values = steps.map((step) => {
      seed = (seed * 48_271) % 2_147_483_647
      return shape(step, (2 * seed) / 2_147_483_647 - 1)
    })
    batches.push({ name, steps, values, times: steps })
  }
  return batches
}

function secondsFor(batches: readonly SeriesColumns[]): { seconds: number; watch: Watch } {
  const watch = startWatch(noFacts)
  const start = performance.now()
  for (const batch of batches) observe(watch, 'run', [batch])
  return { seconds: (performance.now() - start) / 1000, watch }
}

export async function benchDetectors(): Promise<{ lines: string[] }> {
  const lines = Object.entries(shapes).map(([title, shape]) => {
    const batches = columnsOf(shape, 'train/loss')
    const results = Array.from({ length: runs }, () => secondsFor(batches)).sort(
      (a, b) => a.seconds - b.seconds,
    )
    const { seconds, watch } = results[runs >> 1] as { seconds: number; watch: Watch }
    const bytes = Buffer.byteLength(watchToText(watch)) - Buffer.byteLength(watchToText(startWatch(noFacts)))
    return `detectors, ${title}: ${Math.round(points / seconds).toLocaleString('en')} points/s, ${bytes} bytes a series`
  })
  return { lines }
}
