/** Opening a run of a million points, and the server's memory after it has taken them in. */
import { randomUUID } from 'node:crypto'
import { changesOf, noteChanges, openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'
import { ingestSeries } from './ingest.ts'
import { median } from './quantile.ts'

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
    // One context: the second and later opens find the scripts in the cache, as a person's browser does.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const curves: number[] = []
    const charts: number[] = []
    for (let i = 0; i < opens; i++) {
      const page = await context.newPage()
      await noteChanges(page)
      const start = Date.now()
      await page.goto(`${server.url}/runs/${runId}`)
      // No expression as text, which the page's policy forbids.
      while ((await changesOf(page)).length === 0) await page.waitForTimeout(5)
      charts.push(((await changesOf(page))[0] as number) - start)
      curves.push(
        Math.round(
          await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime'),
        ),
      )
      await page.close()
    }
    const [cold, ...warm] = charts
    return {
      lines: [
        `One run with ${points.toLocaleString('en')} points, opened ${opens} times in new tabs of one Chromium; the first finds an empty cache.`,
        `curve drawn (in the page as it comes from the server; first contentful paint): ${curves[0]} ms cold, then median ${median(curves.slice(1))} ms (${curves.slice(1).join(', ')})`,
        `interactive chart drawn (first frame with a filled canvas, from the navigation): ${cold} ms cold, then median ${median(warm)} ms (${warm.join(', ')})`,
        `server memory (VmRSS): ${Math.round(before)} MB at start, ${Math.round(after)} MB after the points, ${Math.round(server.memoryMb())} MB after the pages were opened`,
      ],
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
