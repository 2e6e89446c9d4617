/** Logs that are there already, imported on a page. */
import { describe, expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { openPage } from './pages.ts'

const at = dashboard()

const csv = 'tick,train/loss,val/loss\n10,3,3.1\n20,2,2.2\n30,1.5,1.9\n'

describe('logs that are there already', () => {
  it('are chosen, put right, and stored as runs', async () => {
    const { page, errors } = await openPage(at.browser, at.server.url)
    const file = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.getByLabel('Files to import').setInputFiles([file])
    const dialog = page.getByRole('dialog', { name: 'Import files' })
    await dialog.getByText('tick, train/loss, val/loss').waitFor()
    await dialog.getByLabel('Step').selectOption('tick')
    await dialog.getByText('train/loss, val/loss', { exact: true }).waitFor()
    await dialog.getByRole('checkbox', { name: 'val/loss' }).uncheck()
    await dialog.getByText('train/loss', { exact: true }).first().waitFor()
    // What leaves nothing to read can be taken back.
    await dialog.getByRole('checkbox', { name: 'train/loss' }).uncheck()
    await dialog.getByText('There is no run in these files').waitFor()
    await dialog.getByRole('checkbox', { name: 'train/loss' }).check()
    await dialog.getByRole('button', { name: 'Import 1 run' }).click()
    await dialog.getByRole('link', { name: 'mine' }).click()
    await page.waitForURL(/\/runs\/csv-/)
    await page.getByRole('heading', { name: 'mine' }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('are taken when they are dropped on the page, which says so while they are held over it', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/connect`)
    const held = await page.evaluateHandle((text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'dropped.csv'))
      return data
    }, csv)
    await page.dispatchEvent('body', 'dragover', { dataTransfer: held })
    await page.getByText('Drop logs here to import them').waitFor()
    await page.dispatchEvent('body', 'drop', { dataTransfer: held })
    const dialog = page.getByRole('dialog', { name: 'Import files' })
    await dialog.getByRole('button', { name: 'Import 1 run' }).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByText('Drop logs here to import them').count()).toBe(0)
    await page.close()
  })
})
