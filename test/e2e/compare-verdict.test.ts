/** What the comparison says of two losses over seeds, and its table of runs. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseCsv } from '../../lib/tabular/index.ts'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { ended, eventually, ingest, openPage, points, started, visit } from './pages.ts'

const at = dashboard()

/** What each loss reaches over five seeds; mse wins by rmse, mae by mae. */
const reached: Record<string, Record<string, number[]>> = {
  mse: { 'val/rmse': [2.01, 2.02, 1.99, 2.03, 2.0], 'val/mae': [1.61, 1.6, 1.64, 1.62, 1.63] },
  mae: { 'val/rmse': [2.21, 2.24, 2.19, 2.25, 2.2], 'val/mae': [1.2, 1.22, 1.19, 1.21, 1.23] },
}
const ids = Object.keys(reached).flatMap((loss) => [0, 1, 2, 3, 4].map((seed) => `${loss}-${seed}`))
const address = (rest = '') => `${at.server.url}/compare?runs=${ids.join()}${rest}`
const sentence = (page: Page) => page.getByTestId('verdict').locator('p').first()
const rows = (page: Page) => page.getByRole('table', { name: 'Runs', exact: true }).locator('tbody tr')

beforeAll(async () => {
  for (const [loss, metrics] of Object.entries(reached))
    for (let seed = 0; seed < 5; seed++) {
      const id = `${loss}-${seed}`
      const lr = seed < 3 ? { lr: 0.01 } : { lr: 0.01, output_dir: '' }
      await ingest(at.server.url, [
        started(id, { seed, loss: { id: loss }, params: lr, project: 'verdicts' }),
        ...Object.entries(metrics).map(([name, values]) =>
          points(id, name, [9, values[seed] as number, (values[seed] as number) + 0.1]),
        ),
        ended(id),
      ])
    }
})

/** The rows of a table that a button saves. */
async function saved(page: Page, name: string): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `${name} as CSV` }).click(),
  ])
  const { columns, rows } = parseCsv(readFileSync(await download.path(), 'utf8'))
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values[row] as string])),
  )
}

it('of a sweep that there is not is a page that says no run is chosen', async () => {
  const { status } = await fetch(`${at.server.url}/compare?sweep=nope`)
  expect(status).toBe(200)
})

describe('the verdict', () => {
  it('tells two losses apart by their seeds, and that the metrics disagree', async () => {
    const { page, errors } = await openPage(at.browser, address('&metric=val/rmse'))
    expect(await sentence(page).textContent()).toMatch(
      /^mse is better than mae by val\/rmse: 2\.010 against 2\.218 on average over 5 seeds each, a difference of 0\.2080/,
    )
    const said = await page.getByTestId('verdict').textContent()
    expect(said).toContain('each by what it minimises; decide which error costs you')
    expect(said).toContain('Paired by seed, 5 of 5 won by mse')
    await page.getByText('Differences and tests').click()
    const [row] = await saved(page, 'Differences and tests')
    // scipy.stats.ttest_rel and its confidence interval.
    expect(Number(row?.p)).toBeCloseTo(1.8395685687687225e-6, 12)
    expect(Number(row?.low_95)).toBeCloseTo(-0.2216017476131653, 9)
    expect(Number(row?.p_exact)).toBe(0.0625)
    expect(errors).toEqual([])
    await page.close()
  })

  it('gives the command that trains the seeds it asks for, with the address of its server', async () => {
    const near = [0, 1, 2].flatMap((seed) =>
      ['mse', 'mae'].map((loss, at) => ({ id: `sweep-0123abcd-00000000000${2 * seed + at}`, loss, seed })),
    )
    for (const { id, loss, seed } of near)
      await ingest(at.server.url, [
        started(id, { seed, loss: { id: loss } }),
        points(id, 'val/rmse', [loss === 'mse' ? 2 + seed : 2.1 + seed * seed]),
        ended(id),
      ])
    const runs = near.map(({ id }) => id).join()
    const { page, errors } = await openPage(at.browser, `${at.server.url}/compare?runs=${runs}`)
    const command = page.getByText(/^npm run sweep -- --resume sweep-0123abcd --seeds \d+ --server /)
    await command.waitFor()
    expect(await command.textContent()).toContain(`--server ${at.server.url}`)
    expect(errors).toEqual([])
    await page.close()
  })

  it('follows what a person chooses, and keeps it in the address', async () => {
    const { page, errors } = await openPage(at.browser, address('&metric=val/rmse'))
    await page.getByLabel('Judged by').selectOption('last')
    await page.getByTestId('verdict').getByLabel('against').selectOption('mse')
    await page.getByLabel('matters from').fill('50%')
    await page.keyboard.press('Enter')
    await eventually(async () => (await sentence(page).textContent())?.includes('as good'))
    expect(await sentence(page).textContent()).toContain('that matters')
    const { searchParams } = new URL(page.url())
    expect(searchParams.get('reading')).toBe('last')
    expect(searchParams.get('matters')).toBe('50%')
    expect(searchParams.get('baseline')).toBe('mse-0')
    await page.reload()
    expect(await sentence(page).textContent()).toContain('as good')
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('the table of runs', () => {
  it('is filtered by a query that completes itself and says what is wrong with it', async () => {
    const { page, errors } = await openPage(at.browser, address())
    const field = page.getByRole('combobox', { name: 'Filter runs' })
    await field.click()
    await page.keyboard.type('lo')
    await page.getByRole('listbox').getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.type('= ms')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await field.inputValue()).toBe('loss = mse ')
    await eventually(async () => (await rows(page).count()) === 5)
    await page.keyboard.type('and val/rmse <')
    await page.getByText('A value is missing after <.').waitFor()
    await page.keyboard.type(' 2.005')
    await eventually(async () => (await rows(page).count()) === 2)
    expect(new URL(page.url()).searchParams.get('q')).toBe('loss = mse and val/rmse < 2.005')
    await field.fill('rmse < 3')
    await page.getByText('No run here has "rmse": did you mean val/rmse?').waitFor()
    await field.fill('loss = mae')
    await page.getByRole('button', { name: 'Compare only these' }).click()
    await eventually(async () => new URL(page.url()).searchParams.get('runs')?.split(',').length === 5)
    expect(errors).toEqual([])
    await page.close()
  })

  it('is sorted by a press on a name, and held against a baseline', async () => {
    const { page, errors } = await openPage(at.browser, address())
    const names = () => rows(page).locator('th a').allTextContents()
    await page
      .getByRole('table', { name: 'Runs', exact: true })
      .getByRole('button', { name: 'val/mae' })
      .click()
    await eventually(async () => (await names())[0] === 'mae-2')
    await page
      .getByRole('table', { name: 'Runs', exact: true })
      .getByRole('button', { name: 'val/mae' })
      .click()
    await eventually(async () => (await names())[0] === 'mse-2')
    await rows(page).filter({ hasText: 'mse-2' }).getByRole('button', { name: 'Make baseline' }).click()
    await rows(page).filter({ hasText: 'mae-2' }).getByText('−27.4 %').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('tells an empty text from none, and has the columns that are chosen', async () => {
    const { page, errors } = await openPage(at.browser, address('&columns=output_dir,lr'))
    expect(await rows(page).filter({ hasText: 'empty text' }).count()).toBe(4)
    await page.getByText('Only columns that differ').click()
    await page.getByRole('button', { name: 'lr', exact: true }).waitFor({ state: 'detached' })
    const [first] = await saved(page, 'Shown runs')
    expect(Object.keys(first ?? {})).toEqual(['run', 'name', 'output_dir'])
    await page.getByText('Columns', { exact: true }).click()
    await page.getByLabel('seed', { exact: true }).check()
    await eventually(async () => new URL(page.url()).searchParams.get('columns') === 'output_dir,lr,seed')
    expect(errors).toEqual([])
    await page.close()
  })

  it('has no serious violation on a phone, with a run that is hidden', async () => {
    const { page, errors } = await openPage(at.browser, address('&hidden=mse-0'), {
      viewport: { width: 390, height: 844 },
    })
    await page.getByRole('button', { name: '4 of 5 runs of mse' }).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })

  it('fits a phone', async () => {
    const { page, errors } = await openPage(at.browser, address('&plot=parallel'), {
      viewport: { width: 390, height: 844 },
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('img', { name: /one line for each of 10 runs/ }).waitFor()
    await page.getByRole('button', { name: 'Scatter' }).click()
    await page.getByRole('img', { name: /one mark for each of 10 runs/ }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('runs that are added to a comparison', () => {
  const search = (page: Page) => page.getByRole('combobox', { name: 'Search the runs' })
  const found = (page: Page, name: string) => page.getByRole('checkbox', { name })

  it('are found by words or a query, those that are compared are marked, and the picture stays', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/compare?runs=mse-0&axis=log`)
    await page.getByRole('button', { name: 'Add runs' }).click()
    await expect.poll(() => search(page).evaluate((one) => one === document.activeElement)).toBe(true)
    await search(page).fill('verdicts mse')
    await page.getByText('5 runs.').waitFor()
    expect(await found(page, 'mse-0 already compared').isDisabled()).toBe(true)
    await found(page, 'mse-1').check()
    await search(page).fill('loss = mae and project = verdicts')
    await page.getByText('5 runs. 1 ticked run is not among these.').waitFor()
    await found(page, 'mae-0').check()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Add 2 runs' }).click()
    await page.waitForURL('**/compare?runs=mse-0,mse-1,mae-0&axis=log')
    await page.locator('.cmp-runs').getByText('mae-0').first().waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('may be the first ones, to which the keyboard skips', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/compare`)
    const skip = page.getByRole('link', { name: 'Skip to content' })
    await page.keyboard.press('Tab')
    expect(await skip.evaluate((one) => one === document.activeElement)).toBe(true)
    expect(await skip.evaluate((one) => getComputedStyle(one).clipPath)).toBe('none')
    for (const key of ['Enter', 'Tab']) await page.keyboard.press(key)
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await search(page).fill('mae-0')
    await found(page, 'mae-0').check()
    await page.getByRole('button', { name: 'Compare 1 run' }).click()
    await page.waitForURL('**/compare?runs=mae-0')
    await page.close()
  })

  it('are the siblings of a run, from its page; where there are none there is no link', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/runs/mse-0`)
    await page.getByRole('link', { name: 'Compare with the last 4 like it' }).click()
    await page.waitForURL('**/compare?runs=mse-0,mse-4,mse-3,mse-2,mse-1')
    await ingest(at.server.url, [started('alone', { project: 'lonely', loss: { id: 'mse' } })])
    await visit(page, `${at.server.url}/runs/alone`)
    await page.getByRole('link', { name: 'Report' }).waitFor()
    expect(await page.getByRole('link', { name: /like it/ }).count()).toBe(0)
    await page.close()
  })
})
