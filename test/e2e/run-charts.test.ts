import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { ended, eventually, ingest, openPage, pictureOf, points, reload, started, visit } from './pages.ts'

const at = dashboard()

describe('the charts of a run', () => {
  it('draws what a resumed run had before as a faint branch, and says so', async () => {
    const begun = [started('again'), points('again', 'val/loss', decay(30))]
    await ingest(at.server.url, [...begun, { type: 'run-ended', runId: 'again', status: 'failed' }])
    await ingest(at.server.url, [started('again'), points('again', 'val/loss', [0.9, 0.8], 10)])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/again`)
    await page.getByText('steps 10 to 30, set aside when it was resumed').waitFor()
    await page.getByText('Validation loss 0.8000').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('tells each series beside the chart at a step of its own, and takes fingers for a zoom', async () => {
    await ingest(at.server.url, [
      started('touched'),
      points('touched', 'train/loss', decay(401), 0),
      {
        type: 'points',
        runId: 'touched',
        series: [{ name: 'val/loss', steps: [100, 300], values: [0.75, 0.5] }],
      },
      ended('touched'),
    ])
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/touched`, phone)
    const canvas = page.locator('canvas').first()
    const told = page.locator('.docked').first().getByRole('listitem')
    await expect.poll(() => told.allTextContents()).toEqual(['train/loss0.2000@ 400', 'val/loss0.5000@ 300'])
    await canvas.evaluate((one) => one.scrollIntoView({ block: 'center' }))
    const box = (await canvas.boundingBox()) as NonNullable<Awaited<ReturnType<typeof canvas.boundingBox>>>
    const height = (await page.locator('.docked').first().boundingBox())?.height
    const fingers = await page.context().newCDPSession(page)
    /** Fingers at places from the left edge of the axis, to the right of it as parts of its width. */
    async function touch(type: 'touchStart' | 'touchMove' | 'touchEnd', ...parts: number[]): Promise<void> {
      const touchPoints = parts.map((part, id) => ({
        id,
        x: box.x + 56 + part * (box.width - 80),
        y: box.y + 150,
      }))
      await fingers.send('Input.dispatchTouchEvent', { type, touchPoints })
    }
    async function tap(part: number): Promise<void> {
      await touch('touchStart', part)
      await touch('touchEnd')
    }
    await tap(0.25)
    await expect.poll(() => told.nth(1).textContent()).toBe('val/loss0.7500@ 100')
    expect((await page.locator('.docked').first().boundingBox())?.height).toBe(height)
    await touch('touchStart', 0.4, 0.6)
    await touch('touchMove', 0.3, 0.7)
    await touch('touchEnd')
    // The middle stays under the fingers: half of 400 steps around 200.
    await page.waitForURL(/zoom=1(00|01|99)-(299|300|301)|zoom=99-(299|300|301)/)
    await touch('touchStart', 0.5)
    for (const part of [0.45, 0.35, 0.25]) await touch('touchMove', part)
    await touch('touchEnd')
    await page.waitForURL(/zoom=1(49|50|51)-3(49|50|51)/)
    await page.waitForTimeout(400)
    await tap(0.5)
    await tap(0.5)
    await page.waitForURL((url) => !url.searchParams.has('zoom'))
    expect(errors).toEqual([])
    await page.close()
  })

  it('goes on where a chart cannot be drawn, and names it in its place', async () => {
    await ingest(at.server.url, [started('broken'), points('broken', 'train/loss', decay(20))])
    const page = await at.browser.newPage()
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => {
        throw new Error('there is no canvas here')
      }
    })
    await visit(page, `${at.server.url}/runs/broken`)
    await page.getByText('cannot be drawn: there is no canvas here').waitFor()
    await page.getByTestId('headline').getByText('Learning.').waitFor()
    await page.getByRole('heading', { name: 'Parameters' }).waitFor()
    await page.close()
  })

  it.each<[string, number[], number[]]>([
    ['a loss that stands still to rounding', [1, 2], [0.3, 0.30000000000000004]],
    ['the last steps there are', [2 ** 53 - 2, 2 ** 53 - 1], [1, 2]],
    ['the largest doubles', [1, 2, 3], [-1e308, 1e308, Number.MAX_VALUE]],
    ['the smallest doubles', [1, 2, 3], [0, Number.MIN_VALUE, -Number.MIN_VALUE]],
    ['one point', [0], [5]],
    ['zeros and a hundred', Array.from({ length: 100 }, (_, i) => i), [...Array(99).fill(0), 100]],
  ])('draws %s, on both axes', async (what, steps, values) => {
    const id = what.replaceAll(' ', '-')
    const series = [{ name: 'train/loss', steps, values }]
    await ingest(at.server.url, [started(id), { type: 'points', runId: id, series }])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/${id}`)
    await page.locator('canvas').first().waitFor()
    await page.getByRole('button', { name: 'Log', exact: true }).click()
    await page.waitForURL(/axis=log/)
    expect(await page.getByText('cannot be drawn').count()).toBe(0)
    expect(errors).toEqual([])
    await page.close()
  })

  it('is small with 60 metrics, reads and draws them when scrolled to, and finds them by name', async () => {
    const names = ['train/loss', 'val/loss', ...Array.from({ length: 58 }, (_, i) => `layer.${i}/norm`)]
    await ingest(at.server.url, [
      started('sixty'),
      ...names.map((name) => points('sixty', name, decay(500))),
      ended('sixty'),
    ])
    const html = await (await fetch(`${at.server.url}/runs/sixty`)).text()
    expect(html.length).toBeLessThan(250_000)
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/sixty`)
    await page.locator('canvas[aria-label="layer.0/norm"]').waitFor()
    expect(await page.locator('canvas').count()).toBeLessThan(30)
    expect(await page.locator('canvas[aria-label="layer.57/norm"]').count()).toBe(0)
    await page.getByRole('heading', { name: 'layer.57/norm' }).scrollIntoViewIfNeeded()
    await page.locator('canvas[aria-label="layer.57/norm"]').waitFor()
    await page.getByLabel('Find a metric').fill('LAYER.3 norm')
    await page.getByText('11 found').waitFor()
    await page.getByRole('heading', { name: 'layer.38/norm' }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('shows a run of 12,345 series, folded', async () => {
    await ingest(at.server.url, [started('many')])
    for (let first = 0; first < 12_345; first += 1000) {
      const series = Array.from({ length: Math.min(1000, 12_345 - first) }, (_, i) => ({
        name: `part${(first + i) % 40}/series_${first + i}`,
        steps: [1],
        values: [first + i],
      }))
      await ingest(at.server.url, [{ type: 'points', runId: 'many', series }])
    }
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/many`)
    await page.locator('canvas[aria-label="part0/series_40"]').first().waitFor()
    await page.getByRole('button', { name: 'part39' }).click()
    await page.getByRole('heading', { name: 'part39/series_39', exact: true }).waitFor()
    await page.getByLabel('Find a metric').fill('series_12344')
    await page.getByText('1 found').waitFor()
    await page.locator('canvas[aria-label="part24/series_12344"]').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('grows while it is zoomed into a long run, panels too', async () => {
    const curve = decay(20_000)
    await ingest(at.server.url, [
      started('long'),
      points('long', 'train/loss', curve),
      points('long', 'lr', curve),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/long?zoom=19600-20600`)
    await page.locator('canvas[aria-label="lr"]').waitFor()
    await page.waitForTimeout(1000)
    const panel = page.locator('canvas[aria-label="lr"]')
    const look = () => panel.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const [before, panelBefore] = [await pictureOf(page), await look()]
    await ingest(at.server.url, [
      points('long', 'train/loss', curve.slice(0, 1000), 20_001),
      points('long', 'lr', curve.slice(0, 1000), 20_001),
    ])
    await eventually(async () => (await pictureOf(page)) !== before)
    await eventually(async () => (await look()) !== panelBefore)
    const [after, panelAfter] = [await pictureOf(page), await look()]
    await reload(page)
    await page.locator('canvas[aria-label="lr"]').waitFor()
    await eventually(async () => (await pictureOf(page)) === after)
    await eventually(async () => (await look()) === panelAfter)
    expect(errors).toEqual([])
    await page.close()
  })

  it('has no axis of made-up numbers before the first value, and says that none has come', async () => {
    await ingest(at.server.url, [
      ...[started('empty'), started('over'), { type: 'run-ended', runId: 'over', status: 'failed' }],
      started('odd'),
      points('odd', 'train/loss', ['NaN', 'NaN', 'NaN']),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/over`)
    await page.getByText('This run logged no values.').waitFor()
    expect(await page.locator('canvas').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Log', exact: true }).count()).toBe(0)
    await visit(page, `${at.server.url}/runs/odd`)
    await page.getByText('No value here is a finite number.').waitFor()
    await visit(page, `${at.server.url}/runs/empty`)
    await page.getByText('No value has come yet.').waitFor()
    expect(await page.locator('canvas').count()).toBe(0)
    await ingest(at.server.url, [points('empty', 'train/loss', decay(20))])
    await page.locator('canvas').first().waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('reads the same in the browser as the server wrote it, where a line is smoothed', async () => {
    await ingest(at.server.url, [started('smooth'), points('smooth', 'train/loss', decay(1500))])
    for (const path of ['/runs/smooth', '/runs/smooth?smoothing=0.6']) {
      const { page, errors } = await openPage(at.browser, at.server.url + path)
      await page.getByText('logged 0.2000').first().waitFor()
      expect({ path, errors }).toEqual({ path, errors: [] })
      await page.close()
    }
  })
})
