/** The curves of a run: how they are scaled, zoomed and read, by mouse and by keys. */
import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { ended, eventually, ingest, openPage, pictureOf, points, reload, started } from './pages.ts'

const at = dashboard()

describe('reading a chart', () => {
  it('keeps axis, smoothing and x in the address and shows the same picture after a reload', async () => {
    await ingest(at.server.url, [
      started('picture', { stepsPerEpoch: 5 }),
      points('picture', 'train/loss', decay(30)),
      points('picture', 'val/loss', [...decay(29), 'Infinity']),
      ended('picture'),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/picture`)
    await page.locator('canvas').first().waitFor()
    const linear = await eventually(() => pictureOf(page))
    await page.keyboard.press('l')
    await eventually(async () => (await pictureOf(page)) !== linear)
    await page.keyboard.press('s')
    await page.getByLabel('From left to right').selectOption('step')
    expect(page.url()).toContain('axis=log')
    expect(page.url()).toContain('smoothing=0.6')
    expect(page.url()).toContain('x=step')
    await page.mouse.move(5, 5)
    await page.waitForTimeout(300)
    const chosen = await pictureOf(page)
    await reload(page)
    await page.locator('canvas').first().waitFor()
    await eventually(async () => (await pictureOf(page)) === chosen)
    expect(errors).toEqual([])
    await page.close()
  })

  it('zooms by dragging and shows all again', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/runs/picture`)
    const box = await page.locator('canvas').first().boundingBox()
    if (!box) throw new Error('no chart')
    await page.mouse.move(box.x + 200, box.y + 100)
    await page.mouse.down()
    await page.mouse.move(box.x + 400, box.y + 100, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => page.url()).toMatch(/zoom=\d+-\d+/)
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(() => page.url()).not.toContain('zoom=')
    await page.close()
  })

  it('is read by the arrow keys, by the clock, and as a table', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/picture`)
    await page.locator('canvas').first().waitFor()
    await page.getByRole('button', { name: 'Arrow keys read values' }).first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByText(/^epoch 0\.4: train\/loss [\d.]+, val\/loss [\d.]+$/).waitFor({ state: 'attached' })
    await page.getByLabel('From left to right').selectOption('wall')
    await page.getByRole('button', { name: /^Save train/ }).click()
    await page.getByRole('button', { name: 'Table' }).click()
    const row = page.getByRole('dialog').getByRole('row').last()
    await row.getByRole('cell', { name: 'Infinity' }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})
