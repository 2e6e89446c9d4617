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
  return Array.from({ length: rows }, (_, i) => end + 20 / (i + 2) + Math.sin(i * (seed + 1.3)) * 0.05)
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
async function opened(html: string, options: { bypassCSP?: boolean } = {}) {
  const file = join(app.server.folder, 'report.html')
  writeFileSync(file, html)
  const context = await app.browser.newContext({ offline: true, ...options })
  const page = await context.newPage()
  const heard: string[] = []
  page.on('console', (message) => heard.push(message.text()))
  page.on('request', (request) => heard.push(request.url()))
  const url = pathToFileURL(file).href
  await page.goto(url)
  return { page, heard: heard.filter((one) => one !== url) }
}

describe('a report', () => {
  it('names a run of the address that there is not', async () => {
    const html = await (await fetch(`${app.server.url}/report?runs=mse-0,nope`)).text()
    expect(html).toContain('There is no run &quot;nope&quot;')
  })

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
    expect(await paper.locator('.report-notes').textContent()).toBe('The first.\nIt was <b>quick</b>.')
    expect(heard).toEqual([])
    expect(errors).toEqual([])
    await paper.setViewportSize({ width: 390, height: 844 })
    expect(await paper.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    // Between the margins of A4 and of letter.
    await paper.emulateMedia({ media: 'print' })
    for (const width of [702, 725]) {
      await paper.setViewportSize({ width, height: 1000 })
      expect(await paper.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect((await paper.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('holds its data as JSON, with every score and the points that are drawn', async () => {
    const html = await (await reportAt(`runs=${ids}&metric=val/mae`)).text()
    const { page } = await opened(html)
    const text = await page.locator('#report-data').textContent()
    const data = JSON.parse(text ?? '') as {
      verdict: { sentence: string }
      scores: Record<string, unknown>[]
      series: { run: string; name: string; steps: number[]; values: number[] }[]
    }
    expect(data.verdict.sentence).toBe(await page.locator('[data-testid=verdict] > p').first().textContent())
    expect(data.scores[1]).toMatchObject({ run: 'mse-1', 'last val/mae': curve(12.1, 1).at(-1) })
    const drawn = data.series.find(({ run, name }) => run === 'mse-1' && name === 'val/mae')
    const all = curve(12.1, 1)
    expect(drawn?.values).toEqual(drawn?.steps.map((step) => all[step - 1]))
    expect(drawn?.steps.length).toBeGreaterThan(100)
  })

  it('of one run says its headline, its findings with evidence, and every chart of its page', async () => {
    const { page } = await openPage(app.browser, `${app.server.url}/runs/mse-0`)
    // axe is a program, which the file lets nobody run.
    const { page: paper, heard } = await opened(await (await reportAt('runs=mse-0')).text(), {
      bypassCSP: true,
    })
    const headline = (one: typeof page) => one.getByTestId('headline').textContent()
    expect(await headline(paper)).toBe(await headline(page))
    expect(await paper.locator('svg.framed').count()).toBe(3)
    expect(await paper.locator('.finding .evidence').count()).toBe(
      await page.locator('[id^="finding-"]').count(),
    )
    await paper.setViewportSize({ width: 390, height: 844 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await paper.emulateMedia({ colorScheme })
      expect(await paper.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      expect(await seriousViolations(paper)).toEqual([])
    }
    expect(heard).toEqual([])
    await page.emulateMedia({ media: 'print' })
    // What is left of the buttons says something: the name of the run, and what was found.
    const buttons = page.locator(
      'button:visible:not(.run-name):not(.finding-title), select:visible, input:visible',
    )
    expect(await buttons.allTextContents()).toEqual([])
  })

  it('has on paper the width of paper, whatever runs and paths are called, and their whole names', async () => {
    const named = [1, 2, 3].map(
      (seed) => `exp_resnet50_imagenet_bs64_wd0005_lr0036_warmup_cosine_seed${seed}`,
    )
    for (const [i, name] of named.entries())
      await ingest(app.server.url, [
        started(`paper-${i}`, { name, params: { weights: `/checkpoints/${name}/best_model_checkpoint.pt` } }),
        points(`paper-${i}`, 'val/mean_average_precision_at_50', [0.1, 0.2 + i / 10]),
      ])
    const { page } = await openPage(app.browser, `${app.server.url}/compare?runs=paper-0,paper-1,paper-2`, {
      viewport: { width: 794, height: 1123 },
    })
    await page.getByText('Parameters that differ').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(794)
    for (const name of await page.locator('.cmp-head > span').all())
      expect(await name.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(1)
    await page.close()
  })

  it('is refused in one sentence for runs that are not there', async () => {
    for (const [search, sentence, status] of [
      ['runs=nobody', 'There is no run "nobody".', 404],
      ['', 'Name either the runs, runs=id,id, or a sweep, sweep=NAME.', 422],
      ['sweep=none', 'There is no sweep', 404],
    ] as const) {
      const answer = await reportAt(search)
      expect(answer.status).toBe(status)
      expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(sentence)
    }
  })

  it('says names that look like markup as names', async () => {
    const name =
      '</script><script>window.hurt = 1</script><!--<img src=x onerror="window.hurt=1"> </main> 𝕏 \u2028'
    await ingest(app.server.url, [
      started('odd', {
        name,
        notes: name,
        params: { [name]: name },
        tags: ['<b>'],
        environment: { [name]: name },
      }),
      points('odd', '</script><!--', [1, 2]),
    ])
    for (const search of ['runs=odd', `runs=odd,mse-0&metric=${encodeURIComponent('</script><!--')}`]) {
      const { page, heard } = await opened(await (await reportAt(search)).text())
      expect(await page.locator('h1, h3').filter({ hasText: name }).count()).toBeGreaterThan(0)
      expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
      expect(JSON.parse((await page.locator('#report-data').textContent()) ?? '').runs[0].name).toBe(name)
      expect(heard).toEqual([])
    }
  })
})
