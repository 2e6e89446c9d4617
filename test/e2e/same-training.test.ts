/** One training that two tools logged is offered as one. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { eventually, getJson, ingest, openPage, points, started } from './pages.ts'

let server: Served
let browser: Browser
beforeAll(async () => {
  server = await serve()
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('names the run of the other tool, and keeps only that one where it is asked to', async () => {
  const losses = [2.3, 1.9, 1.5, 1.2, 1, 0.9]
  await ingest(server.url, [
    started('by-mlflow', { source: 'mlflow' }),
    points('by-mlflow', 'train_loss', losses),
    started('by-tensorboard', { source: 'tensorboard' }),
    points('by-tensorboard', 'train/loss', losses),
  ])
  const { page } = await openPage(browser, `${server.url}/runs/by-mlflow`)
  await page.getByText('seems to show the same training').waitFor()
  await page.getByRole('button', { name: 'Keep only that one' }).click()
  await page.waitForURL(/\/runs\/by-tensorboard/)
  await page.getByText('1 run deleted.').waitFor()
  await eventually(async () => {
    const { runs } = await getJson<{ runs: { id: string }[] }>(`${server.url}/api/runs`)
    return runs.map(({ id }) => id).join() === 'by-tensorboard'
  })
  expect(await page.getByText('seems to show the same training').count()).toBe(0)
  await page.close()
})
