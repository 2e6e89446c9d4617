import { expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { ended, ingest, points, started, visit } from './pages.ts'

const at = dashboard()

it('the list is small with 400 runs, and does not come twice', async () => {
  const curve = Array.from({ length: 200 }, (_, i) => 0.2 + 2 * Math.exp(-i / 60) + 0.01 * (i % 7))
  const eventsOf = (i: number) => [
    started(`many-${i}`, { loss: { id: 'mse' }, params: { lr: 0.1, model: 'resnet' } }),
    points(`many-${i}`, 'train/loss', curve),
    points(`many-${i}`, 'val/loss', curve),
    points(`many-${i}`, 'val/accuracy', curve),
    ...(i < 380 ? [ended(`many-${i}`)] : []),
  ]
  for (let first = 0; first < 400; first += 20)
    await ingest(at.server.url, Array.from({ length: 20 }, (_, i) => eventsOf(first + i)).flat())
  const html = await (await fetch(at.server.url)).text()
  expect(html.length).toBeLessThan(150_000)
  const page = await at.browser.newPage()
  page.setDefaultTimeout(8000)
  const again: string[] = []
  page.on('request', (request) => {
    if (request.headers().rsc && new URL(request.url()).pathname === '/') again.push(request.url())
  })
  await visit(page, at.server.url)
  await page.getByRole('heading', { name: '20 live runs' }).waitFor()
  await page.getByRole('row').nth(70).waitFor()
  await page.waitForTimeout(1500)
  expect(again).toEqual([])
  await ingest(at.server.url, [ended('many-399')])
  await page.getByRole('heading', { name: '19 live runs' }).waitFor()
  await page.getByRole('row').filter({ hasText: 'many-399' }).waitFor()
  await page.close()
})
