/** What charts show, whatever part of a run, on which page and for whom. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { eventually, ingest, openPage, points, reload, started } from './pages.ts'

const at = dashboard()

/** Rows of the first chart, in CSS pixels, that have a colour at its middle; and the place of its axis. */
function rowsOf(page: Page, color: readonly number[]): Promise<number[]> {
  return page
    .locator('canvas')
    .first()
    .evaluate((element, [red, green, blue]) => {
      const canvas = element as HTMLCanvasElement
      const scale = canvas.width / canvas.clientWidth
      const column = canvas.getContext('2d')?.getImageData(Math.round(canvas.width / 2), 0, 1, canvas.height)
      const rows: number[] = []
      for (let i = 0; column && i < canvas.height; i++) {
        const [r = 0, g = 0, b = 0, a = 0] = column.data.slice(4 * i, 4 * i + 4)
        const isNear = Math.abs(r - (red ?? 0)) + Math.abs(g - (green ?? 0)) + Math.abs(b - (blue ?? 0)) < 24
        if (a > 200 && isNear) rows.push(i / scale)
      }
      return rows
    }, color)
}

const hue0 = [0, 103, 184]

describe('a smoothed curve', () => {
  it('stands at the mean of its values, at every zoom and where runs are compared', async () => {
    const count = 48_000
    const swinging = Array.from({ length: count }, (_, i) => (i % 32 === 0 ? 32 : 0))
    await ingest(at.server.url, [started('swings', { name: 'swings' })])
    for (let i = 0; i < count; i += 8000)
      await ingest(at.server.url, [points('swings', 'val/loss', swinging.slice(i, i + 8000), i)])
    await ingest(at.server.url, [{ type: 'run-ended', runId: 'swings', status: 'finished' }])
    for (const path of [
      '/runs/swings?smoothing=0.6',
      '/runs/swings?smoothing=0.6&zoom=20000-21000',
      '/compare?runs=swings&smoothing=0.6',
    ]) {
      const { page, errors } = await openPage(at.browser, `${at.server.url}${path}`)
      await page.locator('canvas').first().waitFor()
      const hasFlags = (await page.locator('.finding').count()) > 0
      // The axis of values from 0 to 32 reaches a twentieth beyond both.
      const value = (row: number) => 33.6 - (35.2 * (row - 6)) / (420 - (hasFlags ? 47 : 38) - 6)
      await eventually(async () => {
        const rows = await rowsOf(page, hue0)
        return (
          rows.length > 0 && Math.abs(value(rows.reduce((sum, row) => sum + row, 0) / rows.length) - 1) < 0.15
        )
      })
      expect(errors).toEqual([])
      await page.close()
    }
  })
})

describe('panels', () => {
  const panelPicture = (page: Page) =>
    page.locator('canvas[aria-label="lr"]').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())

  it('have the axis that *Log* gives to the chart above', async () => {
    await ingest(at.server.url, [
      started('panels'),
      points('panels', 'train/loss', decay(40)),
      points('panels', 'lr', decay(40)),
    ])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/panels`)
    await page.locator('canvas[aria-label="lr"]').waitFor()
    await page.waitForTimeout(500)
    const before = await panelPicture(page)
    await page.keyboard.press('l')
    await eventually(async () => (await panelPicture(page)) !== before)
    await page.close()
  })

  it('stand in the same order while the run is live and after a reload', async () => {
    await ingest(at.server.url, [started('order'), points('order', 'train/loss', [1, 2])])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/order`)
    await page.getByText('Nothing to report so far.').waitFor()
    for (const name of ['train/lr', 'train/grad_norm', 'val/accuracy', 'val/loss', 'train/accuracy', 'a'])
      await ingest(at.server.url, [points('order', name, [1, 2])])
    const titles = () => page.locator('.panels h2').allTextContents()
    const live = await eventually(async () => ((await titles()).length === 4 ? await titles() : null))
    await reload(page)
    await page.locator('.panels h2').nth(3).waitFor()
    expect(await titles()).toEqual(live)
    expect(live[0]).toBe('accuracy')
    await page.close()
  })
})

describe('what is acknowledged', () => {
  it('leaves the top bar, and is known on the page of its run and in the list', async () => {
    await ingest(at.server.url, [started('bad'), points('bad', 'train/loss', [...decay(20), 'NaN'])])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/bad`)
    await page.locator('.topbar .worst').waitFor()
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByTestId('headline').getByText('Known: Not a number').waitFor()
    await page.locator('.topbar .worst').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByText('Known: Not a number since step 21').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('counts forty values as forty', async () => {
    await ingest(at.server.url, [
      started('forty'),
      points('forty', 'train/loss', [...decay(20), ...Array(15).fill('NaN')]),
    ])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/forty`)
    await ingest(at.server.url, [points('forty', 'train/loss', Array(25).fill('NaN'), 36)])
    await page.getByTestId('headline').getByText('has had 40 such values.').waitFor()
    await page.close()
  })
})

describe('on a small page', () => {
  it.each([
    ['a run with long names', '/runs/names', 390],
    ['a run that is told by a long name', '/runs/told', 320],
    ['its report', '/report?runs=told', 320],
    ['a comparison of runs with long names', '/compare?runs=told,told-too', 1280],
    ['the chooser', '/losses/choose', 320],
    ['the settings', '/settings', 320],
    ['the list', '/', 320],
  ])('%s does not scroll sideways', async (_what, path, width) => {
    const name = 'a_metric_with_a_name_that_has_no_place_to_break'.repeat(2)
    if (path === '/runs/told')
      for (const id of ['told', 'told-too']) {
        const logged = [name, 'other'].map((one) => points(id, one, decay(20)))
        await ingest(at.server.url, [started(id, { name: `${id}_${name}_${name}` }), ...logged])
      }
    if (path === '/runs/names') {
      await ingest(at.server.url, [
        started('names', {
          params: { [name]: name, 'a.dotted.name.of.a.nested.parameter.that.is.long': name },
        }),
        ...['train/loss', `val/${name}`, `${name}/${name}`].map((one) =>
          points('names', one, [...decay(20), 'NaN']),
        ),
      ])
    }
    const { page, errors } = await openPage(at.browser, `${at.server.url}${path}`, {
      viewport: { width, height: 800 },
    })
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    // Beside a long name they stay in one line.
    for (const buttons of await page.locator('.panel-buttons').all())
      expect((await buttons.boundingBox())?.height).toBeLessThan(40)
    expect(errors).toEqual([])
    await page.close()
  })

  it('has room for the labels of the settings at 1024 px', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/settings`, {
      viewport: { width: 1024, height: 768 },
    })
    await page.locator('.set-rule details').evaluateAll((all) => {
      for (const rule of all) (rule as HTMLDetailsElement).open = true
    })
    const widths = await page
      .locator('.set-field > :first-child')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().width))
    expect(Math.min(...widths)).toBeGreaterThan(180)
    await page.close()
  })
})

describe('with colours of the reader', () => {
  it.each([
    ['dark', [255, 255, 255]],
    ['light', [0, 0, 0]],
  ] as const)('the words of a chart are to be read on a %s paper', async (colorScheme, ink) => {
    await ingest(at.server.url, [started('forced'), points('forced', 'train/loss', decay(40))])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/forced`, {
      forcedColors: 'active',
      colorScheme,
    })
    await page.locator('canvas').first().waitFor()
    await eventually(() =>
      page
        .locator('canvas')
        .first()
        .evaluate(
          (element, [red, green, blue]) => {
            const canvas = element as HTMLCanvasElement
            const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
            let found = 0
            for (let i = 0; image && i < image.data.length; i += 4)
              if (
                image.data[i] === red &&
                image.data[i + 1] === green &&
                image.data[i + 2] === blue &&
                (image.data[i + 3] as number) > 200
              )
                found++
            return found > 20
          },
          ink as unknown as number[],
        ),
    )
    await page.close()
  })
})
