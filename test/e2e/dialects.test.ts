import { describe, expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { ingest, openPage, points, started } from './pages.ts'

const at = dashboard()

describe('the same loss in other libraries', () => {
  it('is found by what it is called there, and its row is shown', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses`)
    await page.getByLabel('I have the loss').fill('tf.keras.losses.KLDivergence')
    const found = page.getByRole('list', { name: 'Losses by that name' }).getByRole('link')
    await expect.poll(() => found.first().textContent()).toContain('KLDivergence()')
    expect(page.url()).toContain('call=tf.keras.losses.KLDivergence')
    await found.first().click()
    await page.waitForURL('**/losses/kl-div#in-keras')
    const row = page.getByRole('row', { name: /Keras/ })
    await row.waitFor()
    expect(await row.textContent()).toContain('0.2956classesTakes probabilities and sums over the classes')
    expect(await row.evaluate((element) => element.matches(':target'))).toBe(true)
    expect(errors).toEqual([])
    await page.close()
  })

  it('is named on the page of a run, which leads to its row', async () => {
    const loss = { id: 'kl-div', dialect: 'keras' }
    await ingest(at.server.url, [started('dialect', { loss }), points('dialect', 'val/loss', [2, 1])])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/dialect`)
    await page.getByRole('link', { name: 'kl-div (Keras)' }).click()
    await page.waitForURL('**/losses/kl-div#in-keras')
    expect(errors).toEqual([])
    await page.close()
  })

  it('is a table that fits a narrow screen, with the numbers of its sample', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses/mse`)
    await page.setViewportSize({ width: 390, height: 844 })
    const section = page.getByRole('region', { name: 'In other libraries' })
    await section.getByText('PyTorch, and 11 equal to it').waitFor()
    await section.getByText('The sample', { exact: true }).click()
    await section.getByText('[[2.5, 0], [2, 8]]').waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    expect(errors).toEqual([])
    await page.close()
  })
})
