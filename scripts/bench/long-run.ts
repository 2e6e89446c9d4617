/** Opening a run of a million points, and the server's memory after it has taken them in. */
import { randomUUID } from 'node:crypto'
import { changesOf, noteChanges, openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'
import { ingestSeries } from './ingest.ts'
import { median, quantile } from './quantile.ts'

const points = 1_000_000
const opens = 7

export async function benchLongRun(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  try {
    const before = server.memoryMb()
    const runId = randomUUID()
    await ingestSeries(server.url, runId, points)
    const after = server.memoryMb()
    const times: number[] = []
    for (let i = 0; i < opens; i++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      await noteChanges(page)
      const start = Date.now()
      await page.goto(`${server.url}/runs/${runId}`)
      await page.waitForFunction('window.noted.length > 0', null, { polling: 'raf' })
      times.push(((await changesOf(page))[0] as number) - start)
      await page.close()
    }
    return {
      lines: [
        `One run with ${points.toLocaleString('en')} points; opened ${opens} times in new tabs of one Chromium, from the navigation to the first frame with a drawn chart.`,
        `drawn after ${median(times)} ms (median; ${times.join(', ')}; p95 ${quantile(times, 0.95)})`,
        `server memory (VmRSS): ${Math.round(before)} MB at start, ${Math.round(after)} MB after the points, ${Math.round(server.memoryMb())} MB after the page was opened`,
      ],
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
