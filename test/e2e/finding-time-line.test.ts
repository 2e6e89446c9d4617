/** The findings of a run along its steps, and what choosing one does to the curve. */
import { describe, expect, it } from 'vitest'
import { withSpike } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { eventually, ingest, openPage, pictureOf, points, reload, started } from './pages.ts'

const at = dashboard()

describe('the time line of findings', () => {
  it('leads with a click or with keys to the step on the curve, and keeps the choice in the address', async () => {
    const values: (number | string)[] = withSpike(120, 50)
    values[90] = 'NaN'
    await ingest(at.server.url, [started('line'), points('line', 'train/loss', values)])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/line?zoom=1-30`)
    await page.getByRole('button', { name: 'Show all' }).click()
    const line = page.getByRole('group', { name: 'Findings over time' })
    const spike = line.getByRole('button', { name: /^Spike at step 51: info, raised at step 52, over at/ })
    await spike.waitFor()
    await page.mouse.move(5, 5)
    const before = await eventually(() => pictureOf(page))
    await spike.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => spike.getAttribute('aria-pressed')).toBe('true')
    await eventually(async () => (await pictureOf(page)) !== before)
    expect(new URL(page.url()).searchParams.get('finding')).toBe('line:spike:train/loss:51')
    // "No better" lies between the two.
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await expect.poll(() => new URL(page.url()).searchParams.get('finding')).toContain('non-finite')
    await reload(page)
    const nan = line.getByRole('button', { name: /^Not a number since step 91: critical/ })
    await expect.poll(() => nan.getAttribute('aria-pressed')).toBe('true')
    expect(errors).toEqual([])
    await page.close()
  })

  it('moves a zoomed picture to a finding that is chosen outside of it', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/runs/line?zoom=1-30`)
    await page
      .getByRole('button', { name: /Not a number since step 91/ })
      .last()
      .click()
    // The address follows a moment after the picture.
    const zoomed = () => (new URL(page.url()).searchParams.get('zoom') ?? '').split('-').map(Number)
    await expect.poll(() => zoomed()[1]).toBeGreaterThan(91)
    expect(zoomed()[0]).toBeLessThan(91)
    await page.close()
  })
})
