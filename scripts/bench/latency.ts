/** Time from a program's `log` to the changed pixel on an open run page, while twenty runs are live. */
import { randomUUID } from 'node:crypto'
import { type RunLog, startRun } from '../../lib/client.ts'
import { changesOf, noteChanges, openBrowser } from '../chromium.ts'
import { serve } from '../served.ts'
import { median, quantile } from './quantile.ts'

const liveRuns = 20
/** Each of the other runs logs so often. */
const othersMs = 100
const sends = 60
const betweenMs = 250

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function logNext(run: RunLog, step: number): void {
  run.log(step, {
    'train/loss': Math.exp(-step / 50) + 0.1 * Math.random(),
    'train/accuracy': 1 - Math.exp(-step / 50),
  })
}

export async function benchLatency(): Promise<{ lines: string[] }> {
  const server = await serve()
  const browser = await openBrowser()
  const runs = Array.from({ length: liveRuns }, (_, i) =>
    startRun({ id: randomUUID(), name: `run ${i}` }, { url: server.url }),
  )
  const [watched, ...others] = runs as [RunLog, ...RunLog[]]
  await Promise.all(runs.map(({ accepted }) => accepted))
  let step = 0
  const timer = setInterval(() => {
    step++
    for (const run of others) logNext(run, step)
  }, othersMs)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await noteChanges(page)
    for (let i = 1; i <= 20; i++) logNext(watched, i)
    await pause(500)
    await page.goto(`${server.url}/runs/${watched.id}`)
    await pause(2000)
    const sent: number[] = []
    for (let i = 0; i < sends; i++) {
      sent.push(Date.now())
      logNext(watched, 21 + i)
      // Not in step with the other runs' timer.
      await pause(betweenMs + 37 * Math.random())
    }
    const changes = await changesOf(page)
    const delays = sent.map((at) => (changes.find((change) => change >= at) ?? Number.POSITIVE_INFINITY) - at)
    return {
      lines: [
        `${liveRuns} live runs, ${liveRuns - 1} of them logging every ${othersMs} ms; ${sends} values logged to the one that is open in Chromium, each until the canvas's pixels differ (looked at every frame).`,
        `median ${median(delays)} ms, p95 ${quantile(delays, 0.95)} ms, worst ${Math.max(...delays)} ms`,
      ],
    }
  } finally {
    clearInterval(timer)
    await browser.close()
    await server.close()
  }
}
