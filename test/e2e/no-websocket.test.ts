import { expect, it } from 'vitest'
import { plainProxy } from '../plain-proxy.ts'
import { dashboard } from './dashboard.ts'
import { openPage } from './pages.ts'

const at = dashboard()

it('pages that no websocket reaches say so, and follow a run by reading it anew', async () => {
  const log = (...events: object[]) =>
    fetch(`${at.server.url}/api/ingest`, { method: 'POST', body: JSON.stringify({ events }) })
  const points = (step: number) => ({
    ...{ type: 'points', runId: 'a' },
    series: [{ name: 'train/loss', steps: [step], values: [1 / step] }],
  })
  await log({ type: 'run-started', run: { id: 'a', name: 'unheard' } }, points(1))
  const proxy = await plainProxy(at.server.url)
  const { page } = await openPage(at.browser, `${proxy.url}/runs/a`)
  const { page: list } = await openPage(at.browser, proxy.url)
  for (const one of [page, list])
    await one.getByText('lets no websocket through').waitFor({ timeout: 20_000 })
  await log(points(2))
  await page.getByText('@ 2').first().waitFor({ timeout: 20_000 })
  await list.getByText('0.5000').first().waitFor({ timeout: 20_000 })
  expect(await page.title()).not.toContain('Server away')
  proxy.close()
  await page.getByText('The server is away.').waitFor({ timeout: 20_000 })
  expect(await page.title()).toBe('Server away · unheard')
  await Promise.all([page.close(), list.close()])
}, 90_000)
