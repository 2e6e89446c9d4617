/** One training that two tools logged is offered as one. */
import { expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { eventually, getJson, ingest, openPage, points, started } from './pages.ts'

const at = dashboard()

it('names the run of the other tool, and keeps only that one where it is asked to', async () => {
  const losses = [2.3, 1.9, 1.5, 1.2, 1, 0.9]
  await ingest(at.server.url, [
    started('by-mlflow', { source: 'mlflow' }),
    points('by-mlflow', 'train_loss', losses),
    started('by-tensorboard', { source: 'tensorboard' }),
    points('by-tensorboard', 'train/loss', losses),
  ])
  const { page } = await openPage(at.browser, `${at.server.url}/runs/by-mlflow`)
  await page.getByText('seems to show the same training').waitFor()
  await page.getByRole('button', { name: 'Keep only that one' }).click()
  await page.waitForURL(/\/runs\/by-tensorboard/)
  await page.getByText('1 run deleted.').waitFor()
  expect(await page.getByText('seems to show the same training').count()).toBe(0)
  // Who reloads has not taken it back.
  await page.reload()
  await eventually(async () => {
    const { runs } = await getJson<{ runs: { id: string }[] }>(`${at.server.url}/api/runs`)
    return runs.map(({ id }) => id).join() === 'by-tensorboard'
  })
  await page.close()
})
