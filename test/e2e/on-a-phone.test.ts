import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { ingest, openPage, points, started } from './pages.ts'

const at = dashboard()
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
const ended = (runId: string) => ({ type: 'run-ended', runId, status: 'finished' })

async function boxOf(where: Locator) {
  const box = await where.boundingBox()
  if (!box) throw new Error('It is not to be seen.')
  return box
}

describe('on a phone', () => {
  it('says whether a run is all right before it offers buttons', async () => {
    await ingest(at.server.url, [started('small'), points('small', 'train/loss', decay(20))])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/small`)
    const headline = page.getByTestId('headline')
    const stop = page.getByRole('button', { name: 'Stop' })
    expect((await boxOf(stop)).y).toBeLessThan((await boxOf(headline)).y)
    const report = page.getByRole('link', { name: 'Report' })
    expect(await report.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe('underline')
    await page.setViewportSize(phone.viewport)
    expect((await boxOf(headline)).y).toBeLessThan((await boxOf(stop)).y)
    await page.close()
  })

  it('shows in the list what was found and all of the columns to choose, on a page whole names of losses', async () => {
    await ingest(at.server.url, [
      ...['bad', 'worse'].flatMap((id) => [started(id), points(id, 'train/loss', [2, 1, 'NaN']), ended(id)]),
      started('smooth'),
      ...['train/loss', 'val/loss'].map((name) => points('smooth', name, decay(200))),
    ])
    const { page, errors } = await openPage(at.browser, at.server.url, phone)
    const finding = await boxOf(page.getByText('Not a number since step 3', { exact: true }).first())
    expect(finding.x + finding.width).toBeLessThanOrEqual(phone.viewport.width)
    await page.getByText('Columns', { exact: true }).click()
    const columns = await boxOf(page.getByRole('searchbox', { name: 'Search columns' }))
    expect(columns.x).toBeGreaterThanOrEqual(0)
    await page.goto(`${at.server.url}/runs/smooth?smoothing=0.6`)
    await page.getByText('logged 0.2000').first().waitFor()
    const cut = await page
      .locator('.docked-row > span')
      .evaluateAll((all) =>
        all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
      )
    expect({ cut, errors }).toEqual({ cut: [], errors: [] })
    await page.close()
  })

  it('breaks no flag of a command', async () => {
    const { page } = await openPage(at.browser, at.server.url, phone)
    for (const path of [
      '/settings',
      '/findings',
      '/connect',
      '/losses/choose',
      '/losses/huber',
      '/losses/guide',
    ]) {
      await page.goto(at.server.url + path)
      const broken = await page.evaluate(() => {
        const found: string[] = []
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement?.closest('script')) continue
          for (const flag of (node.textContent ?? '').matchAll(/--[\w-]+/g)) {
            const range = document.createRange()
            range.setStart(node, flag.index)
            range.setEnd(node, flag.index + flag[0].length)
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(flag[0])
          }
        }
        return found
      })
      expect({ path, broken }).toEqual({ path, broken: [] })
    }
    await page.close()
  })

  it('keeps the ends of long names, by which the runs of a sweep differ', async () => {
    const name = 'resnet50-imagenet-batch-size-64-weight-decay-0.0005-lr0.036-seed1'
    await ingest(at.server.url, [started('long', { name }), points('long', 'train/loss', decay(20))])
    const { page } = await openPage(at.browser, `${at.server.url}/?live=lines`, phone)
    const link = page.getByRole('link', { name })
    const edge = await boxOf(link)
    const end = await boxOf(link.getByText('-lr0.036-seed1', { exact: true }))
    expect(end.x + end.width).toBeLessThanOrEqual(edge.x + edge.width)
    await page.close()
  })

  it('begins a name that is written from right to left at its right', async () => {
    const name = 'תרגול ארוך מאוד של רשת עצבית עם הרבה שכבות'
    await ingest(at.server.url, [started('rtl', { name }), points('rtl', 'train/loss', decay(20))])
    const { page } = await openPage(at.browser, `${at.server.url}/?live=lines`, phone)
    const link = page.getByRole('link', { name })
    const [begin, end] = await Promise.all(
      [name.slice(0, -14), name.slice(-14)].map((part) => boxOf(link.getByText(part, { exact: true }))),
    )
    expect(begin?.x).toBeGreaterThanOrEqual((end?.x ?? 0) + (end?.width ?? 0))
    await page.close()
  })

  it('compares in letters that can be read, not over each other, in a list that shows that it goes on', async () => {
    await ingest(
      at.server.url,
      [0.1, 0.01].flatMap((lr) => [
        started(`lr-${lr * 100}`, { params: { lr } }),
        ...[points(`lr-${lr * 100}`, 'val/accuracy', [lr, 0.5 + lr]), ended(`lr-${lr * 100}`)],
      ]),
    )
    const { page } = await openPage(at.browser, `${at.server.url}/compare?runs=lr-10,lr-1`, phone)
    // Its letters are of 12 units.
    const pixelsOfUnit = () =>
      page.locator('.cmp-plot').evaluate((plot) => (plot as SVGSVGElement).getScreenCTM()?.a)
    await expect.poll(pixelsOfUnit).toBeGreaterThan(0.8)
    const mask = await page.locator('.cmp-runs').evaluate((list) => getComputedStyle(list).maskImage)
    expect(mask).toContain('gradient')
    // Over the columns of two runs that went wrong.
    await page.goto(`${at.server.url}/compare?runs=bad,worse`)
    const heads = page.locator('thead th[data-run] .cmp-told')
    await heads.nth(1).waitFor()
    const [first, second] = [await boxOf(heads.nth(0)), await boxOf(heads.nth(1))]
    expect(first.x + first.width).toBeLessThanOrEqual(second.x)
    await page.close()
  })
})
