/** The pages that stay open all day: a list of ten thousand runs of which thirty are live, and a run of a million points. */
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'
import { post } from './post.ts'
import { median } from './quantile.ts'

const ended = 10_000
const live = 30
const pointsPerSecond = 10
const manyPoints = 1_000_000
const repeats = 5
const watchedMs = 30_000
const searches = ['vit bs64', 'loss = mse and lr < 0.02 and val/mae < 18', 'overfitting']

const losses = ['mse', 'mae', 'huber', 'cross-entropy']
const models = ['vit', 'resnet', 'bert']
const steps = Array.from({ length: 20 }, (_, i) => i)

function startOf(i: number, isLive: boolean) {
  const [loss, model, batch] = [losses[i % 4], models[i % 3], 64 << (i % 3)]
  const run = {
    ...{ id: `run-${i}`, name: `${model}-${loss}-bs${batch}-${i}`, project: `project-${i % 3}`, seed: i % 5 },
    ...{ loss: { id: loss }, tags: i % 7 ? [] : ['baseline'], plannedSteps: isLive ? 100_000 : undefined },
    params: { lr: 0.1 / (1 + (i % 9)), batch, model, depth: i % 12, output_dir: `runs/${i}` },
  }
  return { type: 'run-started', run, time: 1.76e12 + 60_000 * i }
}

const curve = (i: number, from: number, at: readonly number[]) =>
  at.map((step) => 0.2 + (1 + (i % 5)) * Math.exp(-step / 12) + 0.01 * Math.sin(from + i + step))

function pointsOf(i: number, at: readonly number[]) {
  const series = ['train/loss', 'val/loss', 'val/mae', 'val/accuracy'].map((name, n) => ({
    ...{ name, steps: at, values: curve(i, n, at) },
  }))
  return { type: 'points', runId: `run-${i}`, series }
}

async function fill(url: string): Promise<void> {
  for (let first = 0; first < ended; first += 50)
    await post(
      url,
      Array.from({ length: 50 }, (_, k) => first + k).flatMap((i) => [
        ...[startOf(i, false), pointsOf(i, steps)],
        { type: 'run-ended', runId: `run-${i}`, status: i % 50 ? 'finished' : 'failed' },
      ]),
    )
  await post(
    url,
    Array.from({ length: live }, (_, k) => startOf(ended + k, true)),
  )
}

/** Thirty runs go on until it is ended. */
function logLive(url: string): () => void {
  let step = 0
  const timer = setInterval(() => {
    const at = [step++]
    void post(
      url,
      Array.from({ length: live }, (_, k) => pointsOf(ended + k, at)),
    )
  }, 1000 / pointsPerSecond)
  return () => clearInterval(timer)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function repeated(work: () => Promise<number>): Promise<number> {
  const all: number[] = []
  for (let i = 0; i < repeats; i++) all.push(await work())
  return Math.round(median(all))
}

/** Milliseconds to the first contentful paint, and kilobytes of compressed JavaScript. */
async function opened(browser: Browser, address: string): Promise<{ paint: number; script: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (/\.js(\?|$)/.test(response.url())) sizes.push(response.body().then((body) => gzipSync(body).length))
  })
  await page.goto(address, { waitUntil: 'load' })
  await page.waitForTimeout(1000)
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  )
  const script = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await page.close()
  return { paint, script: script / 1000 }
}

async function search(url: string, text: string): Promise<string> {
  return (await fetch(`${url}/api/runs?limit=20&q=${encodeURIComponent(text)}`)).text()
}

/** CPU of the tab as a share of a core, and its heap at the beginning and the end, in MB. */
async function watched(page: Page): Promise<{ cpu: number; heap: [number, number] }> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const read = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
    return { busy: of('TaskDuration'), heap: of('JSHeapUsedSize') / 1e6 }
  }
  await page.waitForTimeout(5000)
  const before = await read()
  await page.waitForTimeout(watchedMs)
  const after = await read()
  return { cpu: (after.busy - before.busy) / (watchedMs / 1000), heap: [before.heap, after.heap] }
}

/** Milliseconds until the curve is there as the server drew it, and until a chart that can be pointed at stands in its place. */
async function chartShown(browser: Browser, address: string): Promise<[picture: number, chart: number]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const start = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('canvas').first().waitFor()
  const picture = performance.now() - start
  await page.locator('.curves .first-picture').waitFor({ state: 'detached' })
  const chart = performance.now() - start
  await page.close()
  return [picture, chart]
}

export async function benchPage(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  const { url } = server
  const end = { live: () => {} }
  try {
    await fill(url)
    const wide = Array.from({ length: manyPoints / 50_000 }, (_, part) => part)
    await post(url, [{ type: 'run-started', run: { id: 'million' } }])
    for (const part of wide) {
      const at = Array.from({ length: 50_000 }, (_, i) => 50_000 * part + i)
      await post(url, [
        {
          type: 'points',
          runId: 'million',
          series: [{ name: 'train/loss', steps: at, values: curve(1, 0, at) }],
        },
      ])
    }
    await post(url, [{ type: 'run-ended', runId: 'million', status: 'finished' }])
    end.live = logLive(url)
    await opened(browser, url)
    const html = (await (await fetch(url)).text()).length / 1000
    let script = 0
    const paint = await repeated(async () => {
      const { paint, ...rest } = await opened(browser, url)
      script = rest.script
      return paint
    })
    const found: string[] = []
    for (const text of searches) {
      found.push(`${text}: ${await repeated(() => timed(() => search(url, text)))} ms`)
    }
    let word = 0
    const unheard = () => timed(() => search(url, `resnet ${word++}`))
    found.push(`words that nobody has asked for: ${await repeated(unheard)} ms`)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(url)
    const { cpu, heap } = await watched(page)
    await page.close()
    end.live()
    const shown: [picture: number, chart: number][] = []
    for (let i = 0; i < repeats; i++) shown.push(await chartShown(browser, `${url}/runs/million`))
    const [picture, chart] = [0, 1].map((which) =>
      Math.round(median(shown.map((one) => one[which] as number))),
    )
    const run = await opened(browser, `${url}/runs/million`)
    return {
      lines: [
        `A list of ${ended} runs, ${live} of them live at ${pointsPerSecond} points/s in each of 4 series; medians of ${repeats}.`,
        `list: first paint ${paint} ms · HTML ${Math.round(html)} kB · JavaScript ${Math.round(script)} kB gzipped`,
        `search, answered: ${found.join(' · ')}`,
        `the tab in ${watchedMs / 1000} s: ${Math.round(100 * cpu)} % of a core · heap ${heap.map((mb) => mb.toFixed(1)).join(' to ')} MB`,
        `a run of ${manyPoints} points: curve after ${picture} ms, interactive chart after ${chart} ms · JavaScript ${Math.round(run.script)} kB gzipped`,
      ],
    }
  } finally {
    end.live()
    await browser.close()
    await server.close()
  }
}
