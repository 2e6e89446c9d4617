import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { ingest, openPage, points, started } from './pages.ts'

const at = dashboard()

describe('a finding on the page of its run', () => {
  it('has one card for what goes wrong in training and in validation, and acknowledges both', async () => {
    await ingest(at.server.url, [
      started('both', { stepsPerEpoch: 10 }),
      points('both', 'train/loss', [...decay(20), 'NaN', 'NaN']),
      points('both', 'val/loss', [...decay(20), 'NaN']),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/both`)
    const card = page.locator('.finding').filter({ hasText: 'Not a number' })
    await card.getByText('train/loss has had 2 such values.').waitFor()
    expect(await card.count()).toBe(1)
    await card.getByText('train/loss, from epoch 2.1, step 21').waitFor()
    await card.getByRole('button', { name: 'val/loss too, from epoch 2.1' }).click()
    await card.getByText('val/loss has had one such value.').waitFor()
    await card.getByRole('button', { name: 'train/loss too' }).waitFor()
    await card.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByText('Acknowledged.').waitFor()
    await page.getByTestId('headline').getByText('Known: Not a number').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})
