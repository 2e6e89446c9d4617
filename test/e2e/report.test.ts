import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { ingest, openPage, points, started } from './pages.ts'

const app = dashboard()
const losses = ['mse', 'mae', 'huber', 'log-cosh']
const runs = losses.flatMap((loss) =>
  Array.from({ length: 5 }, (_, seed) => ({ id: `${loss}-${seed}`, loss, seed })),
)
const ids = runs.map(({ id }) => id).join()
const rows = 2000

/** Of a run whose loss and seed say where it ends. */
function curve(end: number, seed: number): number[] {
  return Array.from(
    { length: rows },
    (_, i) => end + 20 / (i + 2) + Math.sin(i * (seed + 1.3)) * 0.05 + Math.random() * 0.0,
  )
}

beforeAll(async () => {
  for (const [at, { id, loss, seed }] of runs.entries()) {
    const run = {
      ...{
        name: `flights ${loss}`,
        loss: { id: loss, params: {} },
        seed,
        group: 'which loss',
        stepsPerEpoch: 20,
      },
      params: { lr: 0.01 * (1 + (at % 3)), batch_size: 32, model: 'mlp' },
      tags: ['report'],
      notes: at === 0 ? 'The first.\nIt was <b>quick</b>.' : '',
      environment: { node: 'v20', host: 'a machine' },
    }
    const end = 10 + losses.indexOf(loss) + seed / 10
    await ingest(app.server.url, [
      started(id, run),
      ...['train/loss', 'val/loss', 'val/mae', 'val/rmse'].map((name, k) =>
        points(id, name, curve(end + k, seed)),
      ),
      { type: 'run-ended', runId: id, status: 'finished' },
    ])
  }
})

const reportAt = (search: string) => fetch(`${app.server.url}/api/report?${search}`)

/** Opens it from disk, where no server is to be reached. */
async function opened(html: string) {
  const file = join(app.server.folder, 'report.html')
  writeFileSync(file, html)
  const context = await app.browser.newContext({ offline: true })
  const page = await context.newPage()
  const heard: string[] = []
  page.on('console', (message) => heard.push(message.text()))
  page.on('request', (request) => heard.push(request.url()))
  const url = pathToFileURL(file).href
  await page.goto(url)
  return { page, heard: heard.filter((one) => one !== url) }
}

describe('a report', () => {
  it('of 20 runs is one file below 2 MB that says what the page says, and opens without a server', async () => {
    const search = `runs=${ids}&metric=val/mae`
    const answer = await reportAt(search)
    const html = await answer.text()
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000)

    const { page, errors } = await openPage(app.browser, `${app.server.url}/compare?${search}`)
    const onPage = await page.locator('[data-testid=verdict] > p').allTextContents()
    const { page: paper, heard } = await opened(html)
    expect(await paper.locator('[data-testid=verdict] > p').allTextContents()).toEqual(onPage)
    const figures = (name: string) =>
      [page, paper].map((one) => one.getByRole('table', { name }).first().locator('td').allTextContents())
    for (const name of ['Differences by val/mae', 'Who wins where']) {
      const [there, here] = await Promise.all(figures(name))
      expect(here).toEqual(there)
    }
    expect(await paper.locator('svg.framed').count()).toBe(3)
    expect(await paper.locator('svg.framed').first().locator('path.band').count()).toBe(4)
    expect(await paper.locator('button, select, input, script:not([type="application/json"])').count()).toBe(
      0,
    )
    expect(await paper.locator('.report-notes').innerText()).toBe('The first.\nIt was <b>quick</b>.')
    expect(heard).toEqual([])
    expect(errors).toEqual([])
    if (process.env.SHOW) {
      writeFileSync('/tmp/x-report.html', html)
      await paper.pdf({ path: '/tmp/x-a4.pdf', format: 'A4' })
      await paper.pdf({ path: '/tmp/x-letter.pdf', format: 'Letter' })
      await page.pdf({ path: '/tmp/x-compare.pdf', format: 'A4' })
    }
  })
})
