/** A run of thousands of series: how long they take to be stored, whether others are answered meanwhile, when the page paints. */
import { openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'

const names = 12_345
const messages = 14
const later = 200

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start)
}

async function post(url: string, events: unknown[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/ingest`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ events }),
  })
  if (!response.ok) throw new Error(await response.text())
}

const seriesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ name: `layer.${from + i}/loss`, steps: [1], values: [1] }))

export async function benchNames(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  try {
    const { url } = server
    await fetch(`${url}/api/health`)
    const share = Math.ceil(names / messages)
    const events = Array.from({ length: messages }, (_, i) => ({
      ...{ type: 'points', runId: 'names' },
      series: seriesOf(i * share, Math.min(names, (i + 1) * share)),
    }))
    const health: number[] = []
    let isOver = false
    const asking = (async () => {
      while (!isOver) {
        health.push(await timed(async () => (await fetch(`${url}/api/health`)).text()))
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    const stored = await timed(() => post(url, [{ type: 'run-started', run: { id: 'names' } }, ...events]))
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const painted = await timed(async () => {
      await page.goto(`${url}/runs/names`, { waitUntil: 'commit' })
      await page.locator('canvas, .first-picture, [data-testid=headline]').first().waitFor()
    })
    const html = (await (await fetch(`${url}/runs/names`)).text()).length
    const more = await timed(() =>
      post(url, [{ type: 'points', runId: 'names', series: seriesOf(names, names + later) }]),
    )
    isOver = true
    await asking
    return {
      lines: [
        `${names} series of one value in one run, ${messages} events of one message; ${later} more while its page is open.`,
        `stored: ${stored} ms · page painted: ${painted} ms (HTML ${Math.round(html / 1000)} kB) · ${later} more: ${more} ms`,
        `health meanwhile, asked every 20 ms: ${Math.max(...health)} ms at most, of ${health.length}`,
      ],
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
