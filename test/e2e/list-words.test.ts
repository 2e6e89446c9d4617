import { describe, expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { ended, ingest, openPage, points, started, visit } from './pages.ts'

const at = dashboard()

describe('the list of runs', () => {
  it('says why a run failed, at once and after a reload, and on a phone the last value of a fine one', async () => {
    await ingest(at.server.url, [
      ...[started('well'), points('well', 'train/loss', [3, 2, 1.25]), ended('well')],
      ...[started('memory'), points('memory', 'train/loss', [3, 2])],
    ])
    const { page, errors } = await openPage(at.browser, at.server.url)
    const row = page.getByRole('row').filter({ hasText: 'memory' })
    await page.getByRole('listitem').filter({ hasText: 'memory' }).waitFor()
    const failed = {
      type: 'run-ended',
      runId: 'memory',
      status: 'failed',
      reason: 'CUDA out of memory\nat 3',
    }
    await ingest(at.server.url, [failed])
    await row.getByText('CUDA out of memory', { exact: true }).waitFor()
    await visit(page, at.server.url)
    await row.getByText('CUDA out of memory', { exact: true }).waitFor()
    const last = page.getByRole('row').filter({ hasText: 'well' }).locator('.run-finding').getByText('1.250')
    expect(await last.isVisible()).toBe(false)
    await page.setViewportSize({ width: 390, height: 844 })
    await last.waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('writes what people chose as they wrote it, in the list, in Compare and in a report', async () => {
    await ingest(
      at.server.url,
      [0.001, 0.05].flatMap((lr, i) => [
        started(`chosen-${i}`, { project: 'chosen', seed: 20_240_601, params: { lr } }),
        ...[points(`chosen-${i}`, 'train/loss', [3, 2, 1.5]), ended(`chosen-${i}`)],
      ]),
    )
    const { page, errors } = await openPage(at.browser, 'about:blank')
    for (const path of [
      '/?project=chosen&columns=lr,seed',
      ...['/compare?runs=chosen-0,chosen-1&columns=lr,seed', '/report?runs=chosen-0,chosen-1'],
    ]) {
      await visit(page, at.server.url + path)
      const row = page
        .getByRole('row')
        .filter({ hasText: 'chosen-0' })
        .filter({ hasText: '20240601' })
        .first()
      await row.getByText('0.001', { exact: true }).waitFor()
    }
    expect(errors).toEqual([])
    await page.close()
  })

  it('cuts no word of a project in the middle where the table is narrow', async () => {
    const runs = ['mixedA-one', 'mixedA-two'].flatMap((id) => [
      started(id, { project: 'mixedA', seed: 199 }),
      ...[points(id, 'train/loss', [3, 2, 1.5]), points(id, 'val/loss', [3, 2, 1.5]), ended(id)],
    ])
    await ingest(at.server.url, runs)
    const { page, errors } = await openPage(at.browser, `${at.server.url}/?project=mixedA`)
    const cell = page.locator('.run-cell').filter({ hasText: 'mixedA' }).first()
    await page.setViewportSize({ width: 760, height: 844 })
    await cell.waitFor()
    const lines = await cell.evaluate((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return new Set([...range.getClientRects()].map(({ top }) => top)).size
    })
    expect(lines).toBe(1)
    expect(errors).toEqual([])
    await page.close()
  })

  it('has its filters in one line on a small screen, too', async () => {
    const long = { project: 'a-project-with-a-name-as-people-give-them', loss: { id: 'cross-entropy' } }
    await ingest(at.server.url, [started('wide', long), points('wide', 'train/loss', [2, 1]), ended('wide')])
    const { page } = await openPage(at.browser, at.server.url, { viewport: { width: 1024, height: 768 } })
    // What can be done with a selected run stands beside them where there is room.
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('button', { name: 'Select none' }).waitFor()
    const tops = await page
      .locator('.list-search :is(input, select)')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    expect(tops).toHaveLength(4)
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(4)
    await page.close()
  })
})
