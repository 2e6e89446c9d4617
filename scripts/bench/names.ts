/** A run of thousands of series: how long they take to be stored, whether others are answered meanwhile, when the page paints. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'
import { post } from './post.ts'
import { median } from './quantile.ts'

const names = 12_345
const messages = 14
const later = 200

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start)
}

const seriesOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ name: `layer.${from + i}/loss`, steps: [1], values: [1] }))

/** A server that has nothing to do: what it makes its askers wait for is the machine's doing. */
async function serveNothing(): Promise<{ url: string; close(): void }> {
  const text = `const server = require('node:http').createServer((_, answer) => answer.end())
    server.listen(0, '127.0.0.1', () => console.log(server.address().port))`
  const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [port] = await once(child.stdout, 'data')
  return { url: `http://127.0.0.1:${Number(String(port))}`, close: () => child.kill() }
}

/** Asks every 20 ms, in a thread of its own: what this one is busy with is no wait for the server. */
function askOften(address: string): { end(): Promise<number[]> } {
  const asking = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
    const waits = []
    parentPort.once('message', () => { parentPort.postMessage(waits); process.exit() })
    async function ask() {
      const start = performance.now()
      await (await fetch(workerData)).text()
      waits.push(Math.round(performance.now() - start))
      setTimeout(ask, 20)
    }
    // The first loads what fetch is made of.
    fetch(workerData).then((first) => first.text()).then(ask)`,
    { eval: true, workerData: address },
  )
  return {
    end() {
      const waits = new Promise<number[]>((resolve) => asking.once('message', resolve))
      asking.postMessage('end')
      return waits
    },
  }
}

export async function benchNames(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  const nothing = await serveNothing()
  try {
    const { url } = server
    await fetch(`${url}/api/health`)
    const share = Math.ceil(names / messages)
    const events = Array.from({ length: messages }, (_, i) => ({
      ...{ type: 'points', runId: 'names' },
      series: seriesOf(i * share, Math.min(names, (i + 1) * share)),
    }))
    const health = askOften(`${url}/api/health`)
    const control = askOften(nothing.url)
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
    const [waits, waitsForNothing] = [await health.end(), await control.end()]
    return {
      lines: [
        `${names} series of one value in one run, ${messages} events of one message; ${later} more while its page is open.`,
        `stored: ${stored} ms · page painted: ${painted} ms (HTML ${Math.round(html / 1000)} kB) · ${later} more: ${more} ms`,
        `health meanwhile, asked every 20 ms: ${Math.max(...waits)} ms at most, median ${median(waits)}, of ${waits.length}; a server that does nothing, asked beside it: ${Math.max(...waitsForNothing)} ms at most, median ${median(waitsForNothing)}`,
      ],
    }
  } finally {
    nothing.close()
    await browser.close()
    await server.close()
  }
}
