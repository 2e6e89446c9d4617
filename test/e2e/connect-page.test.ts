import { expect, it } from 'vitest'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { ingest, openPage, visit } from './pages.ts'

const at = dashboard()

it('names this server in the lines to paste, and lights up with the first value', async () => {
  const { page, errors } = await openPage(at.browser, `${at.server.url}/connect`)
  await page.getByText(`MLFLOW_TRACKING_URI=${at.server.url}`).waitFor()
  await page.getByText('Waiting for a value').waitFor()
  const series = [{ name: 'train/loss', steps: [1], values: [1] }]
  await ingest(at.server.url, [
    { type: 'run-started', run: { id: 'first' } },
    { type: 'points', runId: 'first', series },
  ])
  await page.getByRole('link', { name: 'See its run' }).click()
  await page.waitForURL(/\/runs\/first/)
  expect(errors).toEqual([])
  await page.close()
})

it('tells a run that has just begun from those that go on anyway', async () => {
  const point = (runId: string, step: number) => ({
    ...{ type: 'points', runId },
    series: [{ name: 'train/loss', steps: [step], values: [1] }],
  })
  await ingest(at.server.url, [{ type: 'run-started', run: { id: 'old' } }])
  // Pages hear of all runs a moment late: one that opens within it takes this for a run that has just begun.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const { page } = await openPage(at.browser, `${at.server.url}/connect`)
  // The line is there before the page listens.
  let step = 0
  const isTold = async () => {
    await ingest(at.server.url, [point('old', ++step)])
    return page.getByText('Values come of a run that was there before.').isVisible()
  }
  await expect.poll(isTold, { timeout: 15_000 }).toBe(true)
  await ingest(at.server.url, [
    { type: 'run-started', run: { id: 'new' } },
    point('new', 1),
    point('old', ++step),
  ])
  await page.getByText('A value has come.').waitFor()
  expect(await page.getByRole('link', { name: 'See its run' }).getAttribute('href')).toBe('/runs/new')
  await page.close()
})

it("shows the run at the address that MLflow's client prints for it", async () => {
  await ingest(at.server.url, [{ type: 'run-started', run: { id: 'printed', name: 'of mlflow' } }])
  const { page } = await openPage(at.browser, `${at.server.url}/#/experiments/0/runs/printed`)
  await page.waitForURL(`${at.server.url}/runs/printed`)
  await page.getByRole('heading', { name: 'of mlflow' }).waitFor()
  await page.close()
})

it('does not scroll sideways on a phone, and its lines are read with keys alone', async () => {
  const page = await at.browser.newPage({ viewport: { width: 390, height: 844 } })
  await visit(page, `${at.server.url}/connect`)
  await page.getByText('A step is a round.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  expect(await seriousViolations(page)).toEqual([])
  await page.close()
})
