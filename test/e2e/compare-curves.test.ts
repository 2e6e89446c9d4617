/** The curves of a comparison: groups of runs with their bands, hundreds of runs, by mouse and by keyboard. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { formatNumber } from '../../lib/format.ts'
import { limits } from '../../lib/limits.ts'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { ended, eventually, ingest, openPage, pictureOf, points, started } from './pages.ts'

const at = dashboard()
const addressOf = (ids: readonly string[], rest = '') => `${at.server.url}/compare?runs=${ids.join()}${rest}`

const losses = ['mse', 'mae']
const seeds = [0, 1, 2, 3, 4]
const ids = losses.flatMap((loss) => seeds.map((seed) => `${loss}-${seed}`))
/** Seed 4 of mae ends early. */
const stepsOf = (id: string) => (id === 'mae-4' ? 12 : 21)
const lossAt = (id: string, step: number) =>
  (id.startsWith('mse') ? 2 : 3) + Number(id.at(-1)) / 4 + Math.exp(-step / 5)

const tip = (page: Page) => page.locator('.docked')
/** Goes to the last step by keyboard: from the right end, as far as there is a value. */
async function pointAtEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Arrow keys read values' }).focus()
  await page.keyboard.press('ArrowLeft')
  await tip(page).getByRole('listitem').first().waitFor()
}

beforeAll(async () => {
  for (const id of ids) {
    const values = Array.from({ length: stepsOf(id) }, (_, step) => lossAt(id, step))
    if (id === 'mse-0') values[10] = Number.NaN
    const sent = values.map((value) => (Number.isNaN(value) ? 'NaN' : value))
    const about = {
      loss: { id: id.slice(0, 3) },
      seed: Number(id.at(-1)),
      params: { lr: Number(id.at(-1)) % 2 },
    }
    await ingest(at.server.url, [started(id, about), points(id, 'val/loss', sent, 0), ended(id)])
  }
})

describe('groups', () => {
  it('are by loss where losses differ, with the mean and its interval over the seeds', async () => {
    const { page, errors } = await openPage(at.browser, addressOf(ids))
    await page.locator('canvas').waitFor()
    expect(await page.getByLabel('Group by').inputValue()).toBe('loss')
    await pointAtEnd(page)
    const values = seeds.map((seed) => lossAt(`mse-${seed}`, 20))
    const mean = values.reduce((sum, one) => sum + one, 0) / 5
    const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 4)
    const reach = (2.7764451051977987 * spread) / Math.sqrt(5)
    const row = tip(page).getByRole('listitem').filter({ hasText: 'mse' })
    expect(await row.textContent()).toBe(
      `mse${formatNumber(mean)}${formatNumber(mean - reach)} to ${formatNumber(mean + reach)}5 runs`,
    )
    // The run that has ended is missing in the count, and makes no jump.
    const other = await tip(page).getByRole('listitem').filter({ hasText: 'mae' }).textContent()
    expect(other).toContain(`mae${formatNumber(3.5 + Math.exp(-4))}`)
    expect(other).toContain('4 of 5 runs')
    await page.getByText('A line is thin where').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('are chosen on the page, and named in the address', async () => {
    const { page } = await openPage(at.browser, addressOf(ids))
    await page.locator('canvas').waitFor()
    await page.getByLabel('Group by').selectOption('By lr')
    await page.getByLabel('Shown of a group').selectOption('Median, quartiles')
    await page.waitForURL(/group=param%3Alr&over=median/)
    await page.getByRole('region', { name: 'lr 0' }).waitFor()
    await pointAtEnd(page)
    const values = ['mse-0', 'mse-2', 'mse-4', 'mae-0', 'mae-2'].map((id) => lossAt(id, 20))
    const row = await tip(page).getByRole('listitem').filter({ hasText: 'lr 0' }).textContent()
    // mae-4 has ended, and would be the highest of six.
    expect(row).toContain(`lr 0${formatNumber(((values[2] as number) + (values[3] as number)) / 2)}`)
    expect(row).toContain('5 of 6 runs')
    await page.getByLabel('Group by').selectOption('Each run')
    await page.waitForURL(/group=none/)
    await page.getByText('There are eight colours').waitFor()
    await page.close()
  })

  it('are shown and hidden by one switch', async () => {
    const { page } = await openPage(at.browser, addressOf(ids))
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(300)
    const before = await pictureOf(page)
    await page.getByLabel('Show all of mae').uncheck()
    await page.waitForURL(/hidden=mae-0,mae-1/)
    await eventually(async () => (await pictureOf(page)) !== before)
    await page.getByLabel('Show mae-1', { exact: true }).check()
    expect(
      await page.getByLabel('Show all of mae').evaluate((box) => (box as HTMLInputElement).indeterminate),
    ).toBe(true)
    await page.close()
  })

  it('light up under the pointer, which tells every value of the nearest', async () => {
    const { page } = await openPage(at.browser, addressOf(ids, '&over=all'))
    const canvas = page.locator('canvas')
    await canvas.waitFor()
    await page.waitForTimeout(300)
    const box = await canvas.boundingBox()
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200)
    await tip(page).getByRole('listitem').nth(9).waitFor()
    const beside = await tip(page).boundingBox()
    await page.mouse.move(0, 0)
    await tip(page).getByText('Point at a curve').waitFor()
    // What is read has its place, and moves nothing.
    expect(await tip(page).boundingBox()).toEqual(beside)
    expect(beside?.x).toBeGreaterThan((box?.x ?? 0) + (box?.width ?? 0))
    await page.close()
  })
})

describe('from left to right', () => {
  it('stand steps, minutes of training or the time of the clock', async () => {
    const { page, errors } = await openPage(at.browser, addressOf(ids))
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(300)
    const seen = new Set([await pictureOf(page)])
    for (const x of ['relative', 'wall']) {
      await page.getByLabel('From left to right').selectOption(x)
      await page.waitForURL(new RegExp(`x=${x}`))
      await eventually(async () => !seen.has(await pictureOf(page)))
      seen.add(await pictureOf(page))
    }
    expect(errors).toEqual([])
    await page.close()
  })
})

describe(`${limits.comparedRuns} runs and more`, () => {
  const many = Array.from({ length: limits.comparedRuns + 2 }, (_, i) => `many-${i}`)
  const curve = Array.from({ length: 200 }, (_, i) => 0.2 + Math.exp(-i / 40))
  beforeAll(async () => {
    for (let i = 0; i < many.length; i += 50)
      await ingest(
        at.server.url,
        many.slice(i, i + 50).flatMap((id, k) => [
          started(id, { loss: { id: losses[k % 2] }, seed: i + k }),
          points(
            id,
            'val/loss',
            curve.map((value) => value + k / 100),
          ),
          ended(id),
        ]),
      )
  })

  it('come in one small page and one answer, in folded groups; those beyond the most are said', async () => {
    const html = await (await fetch(addressOf(many))).text()
    expect(html.length).toBeLessThan(500_000)
    const { page, errors } = await openPage(at.browser, 'about:blank')
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/api/points') && asked.push(request.url()))
    await page.goto(addressOf(many))
    await page.getByText('Reading').waitFor({ state: 'detached' })
    expect(new Set(asked).size).toBe(1)
    await page.getByText('The first 500 runs are compared; 2 more runs are left out.').waitFor()
    expect(await page.locator('.cmp-runs li').count()).toBe(0)
    await page.getByRole('button', { name: '250 runs of mae' }).click()
    expect(await page.locator('.cmp-runs li').count()).toBe(50)
    await page.getByRole('button', { name: 'Show 50 of 200 more runs' }).click()
    expect(await page.locator('.cmp-runs li').count()).toBe(100)
    expect(errors).toEqual([])
    await page.close()
  })

  it('are read more closely where the picture is zoomed, which Shift and the arrows move', async () => {
    const { page } = await openPage(at.browser, addressOf(many.slice(0, 300), '&zoom=100-150'))
    await page.getByText('Reading').waitFor({ state: 'detached' })
    // It may have been asked for before anybody listens.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /api\/points.*from=50&to=200/.test(name)),
    )
    await page.getByRole('button', { name: 'Arrow keys read values' }).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.waitForURL(/zoom=105-155/)
    await page.close()
  })
})

describe('the page', () => {
  it.each([
    [1280, 800, 'light'],
    [390, 844, 'dark'],
  ] as const)('is sound at %i × %i, %s', async (width, height, colorScheme) => {
    const { page, errors } = await openPage(at.browser, addressOf(ids), {
      viewport: { width, height },
      colorScheme,
    })
    await page.locator('canvas').waitFor()
    await pointAtEnd(page)
    expect(await seriousViolations(page)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
    await page.close()
  })
})
