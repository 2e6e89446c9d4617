/** The comparison: what is sent and read for it, and that it keeps up with runs that go on. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../scripts/served.ts'
import { dashboard } from './dashboard.ts'
import { ended, eventually, ingest, openPage, pictureOf, points, started, visit } from './pages.ts'

const at = dashboard()

const loss = { id: 'cross-entropy' }
const column = (count: number, from: number) => Array.from({ length: count }, (_, i) => from / (1 + i))
const verdict = (page: Page) => page.getByTestId('verdict')
const addressOf = (ids: readonly string[], rest = '') => `${at.server.url}/compare?runs=${ids.join()}${rest}`

/** Which runs and series the page asks points of, by request. */
function askedOn(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/points')
      asked.push(`${searchParams.get('runs')} ${searchParams.getAll('series').join()}`)
  })
  return asked
}

/** A score by the name of its series and its run; `kind`: lowest, highest, last. */
function score(page: Page, name: string, kind: string, run: string) {
  const table = page.getByRole('table', { name: 'Best and last values' })
  const row = table.locator('tr').filter({ has: page.getByRole('rowheader', { name: kind, exact: true }) })
  const first = page.getByRole('rowheader', { name })
  // The last value stands in the row beneath the name.
  return kind === 'last'
    ? table.locator('tr').filter({ has: first }).locator('+ tr').locator(`[data-run="${run}"]`)
    : row.filter({ has: first }).locator(`[data-run="${run}"]`)
}

/** Whether the picture becomes another one than it is while something is done, and then stays. */
async function changedBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const before = await pictureOf(page)
  await act()
  await eventually(async () => (await pictureOf(page)) !== before)
}

describe('another metric', () => {
  const names = ['val/accuracy', '__proto__', 'constructor', 'a, b&c=d']
  const ids = ['one', 'two', 'three']
  beforeAll(async () => {
    for (const [i, id] of ids.entries())
      await ingest(at.server.url, [
        started(id, { seed: i, loss }),
        points(id, 'val/loss', column(30, 1 + i)),
        points(id, 'train/loss', column(30, 0.5 + i)),
        ...names.map((name, at) => points(id, name, column(30, -1 - i - at))),
        ended(id),
      ])
  })

  it('is drawn when it is chosen, and read then only, once', async () => {
    const { page, errors } = await openPage(at.browser, addressOf(ids))
    const asked = askedOn(page)
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(500)
    expect(asked).toEqual([])
    for (const name of names) {
      await changedBy(page, () => page.getByLabel('Metric').selectOption(name))
      expect(asked).toEqual([`one,two,three ${name}`])
      await page.getByText('Reading').waitFor({ state: 'detached' })
      asked.length = 0
    }
    await changedBy(page, () => page.getByLabel('Metric').selectOption('val/loss'))
    await changedBy(page, () => page.getByRole('button', { name: 'With train' }).click())
    expect(asked).toEqual(['one,two,three train/loss'])
    expect(errors).toEqual([])
    await page.close()
  })

  it('comes with the page where the address names it, looking as if it were chosen there', async () => {
    const { page } = await openPage(at.browser, addressOf(ids, '&metric=__proto__&splits=both'))
    const asked = askedOn(page)
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(800)
    const whole = await pictureOf(page)
    expect(asked).toEqual([])
    await visit(page, addressOf(ids))
    await page.locator('canvas').waitFor()
    await page.getByLabel('Metric').selectOption('__proto__')
    await eventually(async () => (await pictureOf(page)) === whole)
    await page.close()
  })

  it('is asked for again when it could not be read', async () => {
    const { page } = await openPage(at.browser, addressOf(ids))
    await page.locator('canvas').waitFor()
    await page.route('**/api/points?**', (route) => route.abort(), { times: 1 })
    await page.getByLabel('Metric').selectOption('val/accuracy')
    await page.getByText('Reading 3 runs').waitFor()
    await page.getByText('Reading').waitFor({ state: 'detached' })
    await page.close()
  })

  it('is read of a run that is shown again', async () => {
    const { page } = await openPage(at.browser, addressOf(ids, '&hidden=two'))
    const asked = askedOn(page)
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(500)
    await changedBy(page, () => page.getByLabel('Show two').check())
    await eventually(async () => asked.length === 1)
    expect(asked).toEqual(['two val/loss'])
    await page.close()
  })
})

describe('runs that go on', () => {
  it('keep verdict and scores true, of series that are not drawn too', async () => {
    for (const id of ['live-a', 'live-b'])
      await ingest(at.server.url, [
        started(id, { seed: 1, params: { lr: id }, loss }),
        points(id, 'val/loss', [3, 2, 1]),
        points(id, 'val/accuracy', [0.5, 0.75, 0.7]),
        points(id, 'train/loss', [3, 2, 1]),
      ])
    const { page, errors } = await openPage(at.browser, addressOf(['live-a', 'live-b']))
    await verdict(page).getByText('reached the same val/loss so far: 1').waitFor()
    await ingest(at.server.url, [points('live-a', 'val/loss', [0.5], 4)])
    await verdict(page).getByText('live-a reached the lower val/loss so far: 0.5000 against 1').waitFor()

    await ingest(at.server.url, [points('live-b', 'val/accuracy', [0.875, 0.625], 4)])
    await score(page, 'val/accuracy', 'highest', 'live-b').getByText('0.8750').waitFor()
    await score(page, 'val/accuracy', 'last', 'live-b').getByText('0.6250').waitFor()

    // Corrected to a worse value: the best is that before it.
    await ingest(at.server.url, [points('live-b', 'val/accuracy', [0.125], 4)])
    await score(page, 'val/accuracy', 'highest', 'live-b').getByText('0.7500').waitFor()

    // Goes on from an earlier step.
    await ingest(at.server.url, [started('live-a', { loss }), points('live-a', 'train/loss', [2.5], 2)])
    await ingest(at.server.url, [points('live-a', 'val/loss', [2.5], 2)])
    await verdict(page).getByText('live-b reached the lower val/loss so far: 1 against 2.500').waitFor()
    await score(page, 'val/loss', 'last', 'live-a').getByText('2.500').waitFor()

    // A metric that is chosen now goes on too.
    await changedBy(page, () => page.getByLabel('Metric').selectOption('val/accuracy'))
    await page.getByText('Reading').waitFor({ state: 'detached' })
    await page.waitForTimeout(500)
    await changedBy(page, () => ingest(at.server.url, [points('live-b', 'val/accuracy', [0.9375], 6)]))
    await verdict(page).getByText('live-b reached the higher val/accuracy so far: 0.9375').waitFor()
    await ingest(at.server.url, [points('live-b', 'val/new', [1, 2])])
    const added = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'val/new' }) })
    await added.locator('[data-run="live-b"]').getByText('2').waitFor()
    await ingest(at.server.url, [ended('live-a'), ended('live-b')])
    expect(errors).toEqual([])
    await page.close()
  })

  it('are right after the server was away', async () => {
    const first = await serve()
    for (const id of ['far-a', 'far-b'])
      await ingest(first.url, [
        started(id, { params: { lr: id }, loss }),
        points(id, 'val/loss', [3, 2, 1]),
        points(id, 'lr', [3, 2, 1]),
      ])
    const { page } = await openPage(at.browser, `${first.url}/compare?runs=far-a,far-b`)
    const asked = askedOn(page)
    await verdict(page).getByText('reached the same val/loss').waitFor()
    // The words come with the page; what follows the runs is loaded after it.
    await page.waitForLoadState('networkidle')
    await first.kill()
    await page.getByText('The server is away').first().waitFor()
    const second = await serve({ port: Number(new URL(first.url).port), folder: first.folder })
    await ingest(second.url, [points('far-b', 'val/loss', [0.25], 4)])
    await verdict(page).getByText('far-b reached the lower val/loss so far: 0.2500 against 1').waitFor()
    expect(new Set(asked.flatMap((one) => (one.split(' ')[0] as string).split(',')))).toEqual(
      new Set(['far-a', 'far-b']),
    )
    expect(asked.every((one) => one.endsWith(' val/loss'))).toBe(true)
    await page.close()
    await second.close()
  }, 60_000)
})

describe('many runs of hundreds of series', () => {
  const runs = 20
  const ids = Array.from({ length: runs }, (_, i) => `many-${i}`)
  const names = [
    ...['train/loss', 'val/loss', 'val/accuracy'],
    ...Array.from({ length: 297 }, (_, i) => `layers.${i}/grad_norm`),
  ]
  beforeAll(async () => {
    const steps = Array.from({ length: 50 }, (_, i) => i)
    for (const [seed, id] of ids.entries()) {
      const series = names.map((name, i) => ({
        ...{ name, steps },
        values: steps.map((step) => Math.exp(-step / (10 + i)) + seed / 3),
      }))
      await ingest(at.server.url, [
        started(id, { seed, loss, notes: 'long '.repeat(1000) }),
        { type: 'points', runId: id, series },
        ended(id),
      ])
    }
  })

  it('are sent in less than a megabyte, without the points of what is not drawn', async () => {
    const html = await (await fetch(addressOf(ids))).text()
    expect(html.length).toBeLessThan(1e6)
    expect(html.split('layers.7/grad_norm').length).toBeLessThan(5)
  })

  it('have the shared scores of validation first, the others behind a button', async () => {
    const { page, errors } = await openPage(at.browser, addressOf(ids))
    await page.getByText('The first 12 runs side by side').click()
    const rows = page.getByRole('table', { name: 'Best and last values' }).locator('tbody tr')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(4)
    const button = page.getByRole('button', { name: 'Show 60 of 298 more series' })
    await button.click()
    await page.getByRole('button', { name: 'Show 60 of 238 more series' }).waitFor()
    expect(await rows.count()).toBeGreaterThan(60)
    expect(errors).toEqual([])
    await page.close()
  })
})
