/**
 * The comparison of as many runs as it takes, each with hundreds of series: what is sent, when the chart is there,
 * what it costs.
 */
import { changesOf, noteChanges, openBrowser } from '../chromium.ts'
import { type Served, serve } from '../served.ts'
import { benchManyRuns } from './compare-many.ts'
import { median } from './quantile.ts'

const runs = 50
const opens = 3
const steps = Array.from({ length: 50 }, (_, i) => 20 * i)

/** 300 names as trainings have them: losses, measures of validation, and what each layer does. */
const names = [
  ...['train/loss', 'val/loss', 'val/accuracy', 'lr'],
  ...Array.from({ length: 96 }, (_, i) => `val/recall/class_${i}`),
  ...Array.from({ length: 100 }, (_, i) => `layers.${i}/grad_norm`),
  ...Array.from({ length: 100 }, (_, i) => `layers.${i}/weight_mean`),
]

/** A noisy decay of its own for each run and series, with all the digits that values have. */
function seriesOf(run: number) {
  return names.map((name, at) => ({
    ...{ name, steps },
    values: steps.map(
      (step) => 0.1 + 0.01 * run + Math.exp(-step / (100 + at)) + 0.01 * Math.sin(step * at + run),
    ),
  }))
}

async function ingestRun(url: string, run: number): Promise<void> {
  const runId = `run-${run}`
  const params = { lr: 0.001 * (1 + (run % 7)), width: 64, depth: 3 }
  const about = { id: runId, seed: run, params, loss: { id: 'cross-entropy' } }
  const events = [
    { type: 'run-started', run: about },
    { type: 'points', runId, series: seriesOf(run) },
    { type: 'run-ended', runId, status: 'finished' },
  ]
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api/ingest`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ events }) },
  })
  if (!response.ok) throw new Error(await response.text())
}

/** The most memory that a server takes while something is done. */
async function peakMb({ memoryMb }: Served, work: () => Promise<unknown>): Promise<number> {
  let most = memoryMb()
  const timer = setInterval(() => {
    most = Math.max(most, memoryMb())
  }, 20)
  await work()
  clearInterval(timer)
  return Math.round(Math.max(most, memoryMb()))
}

type Noting = { noted: number[] }

// Functions, since the pages forbid that texts are run.
const hasChanged = () => (window as unknown as Noting).noted.length > 0

/** Whether the chart has changed since, and has stood still for a while: then all lines are there. */
function isAtRest({ before, restMs }: { before: number; restMs: number }): boolean {
  const { noted } = window as unknown as Noting
  return noted.length > before && Date.now() - (noted.at(-1) ?? 0) > restMs
}

export async function benchCompare(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  try {
    for (let run = 0; run < runs; run++) await ingestRun(server.url, run)
    const address = `${server.url}/compare?runs=${Array.from({ length: runs }, (_, i) => `run-${i}`)}`
    const before = Math.round(server.memoryMb())
    const answers: number[] = []
    let bytes = 0
    const drawn: number[] = []
    const others: number[] = []
    const peak = await peakMb(server, async () => {
      for (let i = 0; i < opens; i++) {
        const start = performance.now()
        bytes = (await (await fetch(address)).arrayBuffer()).byteLength
        answers.push(Math.round(performance.now() - start))
      }
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      for (let i = 0; i < opens; i++) {
        const page = await context.newPage()
        page.setDefaultTimeout(300_000)
        await noteChanges(page)
        const start = Date.now()
        await page.goto(address, { waitUntil: 'commit', timeout: 300_000 })
        await page.waitForFunction(hasChanged, null, { polling: 'raf' })
        drawn.push(((await changesOf(page))[0] as number) - start)
        await page.waitForTimeout(1000)
        const before = (await changesOf(page)).length
        const chosenAt = Date.now()
        await page.getByLabel('Metric').selectOption('layers.7/grad_norm')
        await page.waitForFunction(isAtRest, { before, restMs: 1500 })
        others.push(((await changesOf(page)).at(-1) as number) - chosenAt)
        await page.close()
      }
    })
    return {
      lines: [
        ...(await benchManyRuns()),
        `${runs} ended runs of ${names.length} series of ${steps.length} points; the page fetched, then opened in Chromium, ${opens} times each.`,
        `HTML: ${(bytes / 1e6).toFixed(2)} MB in ${median(answers)} ms (${answers.join(', ')})`,
        `interactive chart drawn: median ${median(drawn)} ms (${drawn.join(', ')}), cold first`,
        `another metric chosen, its lines drawn: median ${median(others)} ms (${others.join(', ')})`,
        `server memory (VmRSS): ${before} MB before, ${peak} MB at most`,
      ],
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
