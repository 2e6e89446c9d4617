import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { ingest, openPage, visit } from './pages.ts'

let server: Served
let browser: Browser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([serve(), openBrowser()])
})
afterAll(() => Promise.all([server?.close(), browser?.close()]))

it('names this server in the lines to paste, and lights up with the first value', async () => {
  const { page, errors } = await openPage(browser, `${server.url}/connect`)
  await page.getByText(`MLFLOW_TRACKING_URI=${server.url}`).waitFor()
  await page.getByText('Waiting for a value').waitFor()
  const series = [{ name: 'train/loss', steps: [1], values: [1] }]
  await ingest(server.url, [
    { type: 'run-started', run: { id: 'first' } },
    { type: 'points', runId: 'first', series },
  ])
  await page.getByRole('link', { name: 'See its run' }).click()
  await page.waitForURL(/\/runs\/first/)
  expect(errors).toEqual([])
  await page.close()
})

it("shows the run at the address that MLflow's client prints for it", async () => {
  await ingest(server.url, [{ type: 'run-started', run: { id: 'printed', name: 'of mlflow' } }])
  const { page } = await openPage(browser, `${server.url}/#/experiments/0/runs/printed`)
  await page.waitForURL(`${server.url}/runs/printed`)
  await page.getByRole('heading', { name: 'of mlflow' }).waitFor()
  await page.close()
})

it('does not scroll sideways on a phone', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await visit(page, `${server.url}/connect`)
  await page.getByText('A step is a round.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await page.close()
})
