/**
 * Hundreds of runs on one chart: their points at the server, the new way and run by run; drawn after a click; moved
 * and pointed at.
 */
import type { Browser, Page } from 'playwright-core'
import { type DrawnSeries, pointsFromBytes, unpackPoints } from '../../lib/packed-points.ts'
import { changesOf, noteChanges, openBrowser } from '../chromium.ts'
import { type Served, serve } from '../served.ts'
import { median } from './quantile.ts'

type Size = { runs: number; names: readonly string[]; points: number }

const sizes: readonly Size[] = [
  { runs: 200, names: ['val/loss', 'train/loss', 'val/accuracy', 'lr'], points: 2000 },
  { runs: 500, names: ['val/loss'], points: 10_000 },
]
const opens = 5
const losses = ['mse', 'mae', 'huber', 'smooth-l1']
/** Requests that a page had under way, before it asked for all runs at once; and what it asked for then. */
const atOnce = 4
const bucketsRunByRun = 40
const movesMs = 2000

/** A noisy decay with a peak of one step and one value of each kind that is not finite. */
function valueAt(run: number, series: number, step: number): number {
  if (step === 700 + (run % 50)) return 9 + run
  if (step === 800 + (run % 50)) return -3 - run
  if (step === 1100 + (run % 50))
    return [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][run % 3] as number
  return (
    0.1 +
    0.01 * (run % 7) +
    Math.exp(-step / (100 + series)) +
    0.05 * Math.sin(step * (series + 1) * 7.3 + run * step)
  )
}

const idOf = (run: number) => `run-${run}`

async function ingestRun(url: string, run: number, { names, points }: Size): Promise<void> {
  const runId = idOf(run)
  const steps = Array.from({ length: points }, (_, i) => i)
  const series = names.map((name, at) => ({
    ...{ name, steps },
    values: steps.map((step) => {
      const value = valueAt(run, at, step)
      return Number.isFinite(value) ? value : String(value)
    }),
  }))
  const loss = { id: losses[run % losses.length] }
  const about = { id: runId, seed: Math.floor(run / losses.length), params: { lr: 0.01, width: 64 }, loss }
  const events = [
    { type: 'run-started', run: about },
    { type: 'points', runId, series },
    { type: 'run-ended', runId, status: 'finished' },
  ]
  const response = await fetch(`${url}/api/ingest`, { method: 'POST', body: JSON.stringify({ events }) })
  if (!response.ok) throw new Error(await response.text())
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < opens; i++) {
    const start = performance.now()
    await work()
    times.push(Math.round(performance.now() - start))
  }
  return times
}

/** What a page asked for before: each run by itself, a few at a time. */
async function readRunByRun(url: string, runs: number): Promise<void> {
  const ids = Array.from({ length: runs }, (_, run) => idOf(run))
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        const address = `${url}/api/runs/${id}/points?series=val%2Floss&buckets=${bucketsRunByRun}`
        await (await fetch(address)).json()
      }
    }),
  )
}

/** Runs of which an extreme or a value that is not finite is not among what is drawn. */
function incomplete(all: readonly DrawnSeries[]): number {
  return all.filter(({ runId, values }) => {
    const run = Number(runId.slice(4))
    const finite = values.filter(Number.isFinite)
    const isWhole = Math.max(...finite) === 9 + run && Math.min(...finite) === -3 - run
    return !isWhole || !values.some((value) => Object.is(value, valueAt(run, 0, 1100 + (run % 50))))
  }).length
}

/** Frames since the last counting began. */
type Counting = { counted: { frames: number } }

type Noting = { noted: number[]; next: { router: { push(address: string): void } } }

function isAtRest({ restMs }: { restMs: number }): boolean {
  const { noted } = window as unknown as Noting
  return (
    noted.length > 0 &&
    Date.now() - (noted.at(-1) ?? 0) > restMs &&
    !document.body.textContent.includes('Reading')
  )
}

/** From the click on a link to the frame after which the chart does not change any more. */
async function drawnMs(page: Page, url: string, address: string): Promise<number> {
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const start = await page.evaluate((to) => {
    const at = Date.now()
    ;(window as unknown as Noting).next.router.push(to)
    return at
  }, address)
  await page.waitForFunction(isAtRest, { restMs: 1000 }, { timeout: 120_000 })
  return ((await changesOf(page)).at(-1) as number) - start
}

/** Frames a second while the pointer goes over the chart; with Shift and the button held it moves the picture. */
async function framesPerSecond(page: Page, isPan: boolean): Promise<number> {
  const box = await page.locator('canvas').first().boundingBox()
  if (!box) throw new Error('There is no chart.')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  if (isPan) {
    await page.keyboard.down('Shift')
    await page.mouse.down()
  }
  await page.evaluate(() => {
    const counted = { frames: 0 }
    ;(window as unknown as Counting).counted = counted
    requestAnimationFrame(function count() {
      counted.frames++
      requestAnimationFrame(count)
    })
  })
  const start = performance.now()
  for (let i = 0; performance.now() - start < movesMs; i++) {
    const share = 0.5 + 0.3 * Math.sin(i / 15)
    await page.mouse.move(box.x + box.width * share, box.y + box.height * (isPan ? 0.5 : share))
  }
  const frames = await page.evaluate(() => (window as unknown as Counting).counted.frames)
  const perSecond = (1000 * frames) / (performance.now() - start)
  if (isPan) {
    await page.mouse.up()
    await page.keyboard.up('Shift')
  }
  return Math.round(perSecond)
}

async function measured(server: Served, browser: Browser, size: Size): Promise<string[]> {
  const { runs, names, points } = size
  for (let run = 0; run < runs; run++) await ingestRun(server.url, run, size)
  const ids = Array.from({ length: runs }, (_, run) => idOf(run)).join()
  const address = `${server.url}/compare?runs=${ids}`
  const drawn = `${server.url}/api/points?runs=${ids}&series=val%2Floss&buckets=40`
  const html = (await (await fetch(address)).arrayBuffer()).byteLength
  const bytes = await (await fetch(drawn)).arrayBuffer()
  const lost = incomplete(unpackPoints(pointsFromBytes(bytes)))
  const together = await timesOf(async () => await (await fetch(drawn)).arrayBuffer())
  const pages = await timesOf(async () => await (await fetch(address)).arrayBuffer())
  const apart = await timesOf(() => readRunByRun(server.url, runs))
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const lines: string[] = []
  for (const [words, group] of [
    ['bands of four losses', 'loss'],
    ['every line', 'none'],
  ]) {
    const times: number[] = []
    for (let i = 0; i < opens; i++) {
      const page = await context.newPage()
      page.setDefaultTimeout(120_000)
      await noteChanges(page)
      times.push(
        await drawnMs(page, server.url, `${address.slice(server.url.length)}&metric=val/loss&group=${group}`),
      )
      await page.close()
    }
    const ms = median(times)
    lines.push(
      `drawn after the click, ${words}: median ${ms} ms (${times.join(', ')}), ${Math.round((1000 * runs) / ms)} runs/s`,
    )
  }
  const page = await context.newPage()
  await page.goto(`${address}&metric=val/loss&group=none&zoom=${points / 4}-${points / 2}`)
  await page.getByText('Reading').waitFor({ state: 'detached' })
  await page.waitForTimeout(1000)
  lines.push(
    `pointing: ${await framesPerSecond(page, false)} frames/s; moving: ${await framesPerSecond(page, true)} frames/s`,
  )
  await context.close()
  return [
    `${runs} ended runs of ${names.length} series of ${points} points, ${opens} times each.`,
    `points of one metric of all: ${(bytes.byteLength / 1e6).toFixed(2)} MB in ${median(together)} ms (${together.join(', ')}); run by run ${median(apart)} ms (${apart.join(', ')}): ${(median(apart) / median(together)).toFixed(1)} times as many runs/s`,
    `runs with an extreme or a non-finite value lost: ${lost}`,
    `HTML: ${(html / 1e3).toFixed(0)} kB in ${median(pages)} ms (${pages.join(', ')})`,
    ...lines,
  ]
}

export async function benchManyRuns(): Promise<string[]> {
  const browser = await openBrowser()
  const lines: string[] = []
  try {
    for (const size of sizes) {
      const server = await serve()
      try {
        lines.push(...(await measured(server, browser, size)))
      } finally {
        await server.close()
      }
    }
    return lines
  } finally {
    await browser.close()
  }
}
