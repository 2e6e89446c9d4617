import { describe, expect, it } from 'vitest'
import type { Run } from '../../lib/run.ts'
import { dashboard } from './dashboard.ts'
import {
  ended,
  eventually,
  expectSound,
  getJson,
  ingest,
  openPage,
  points,
  reload,
  started,
  visit,
} from './pages.ts'

const at = dashboard()

describe('the list of runs', () => {
  it('says what this is and how to begin while there is none', async () => {
    const { page, errors } = await openPage(at.browser, at.server.url)
    await page.getByRole('heading', { name: 'No runs yet' }).waitFor()
    await page.getByText("import { startRun } from 'lossglass/client'").waitFor()
    const others = page.getByRole('link', { name: 'Connect a program' })
    expect(await others.evaluate((link) => getComputedStyle(link).textDecorationLine)).toBe('underline')
    expect(errors).toEqual([])
    await page.close()
  })

  it('starts a real training from its form, goes to its page, and trains it again with another seed', async () => {
    const { page } = await openPage(at.browser, at.server.url)
    await page.getByRole('button', { name: 'Start a training' }).click()
    await page.getByLabel('Learning rate').fill('fast')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('The learning rate must be a number above 0, not "fast".').waitFor()
    await page.getByLabel('Task').selectOption('car-mileage')
    await page.getByLabel('Epochs').fill('8')
    await page.getByLabel('Name (optional)').fill('cars')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { name: 'cars' }).waitFor()
    await page.getByText('Finished.').waitFor()
    const first = page.url()
    await page.getByLabel('seed', { exact: true }).fill('7')
    await page.getByRole('button', { name: 'Train again' }).click()
    await page.waitForURL((url) => url.href !== first && url.pathname.startsWith('/runs/'))
    await page.getByText('Finished.').waitFor()
    const { run } = await getJson<{ run: Run }>(page.url().replace('/runs/', '/api/runs/'))
    expect(run.params).toMatchObject({ task: 'car-mileage', epochs: 8, seed: 7 })
    await page.close()
  })

  it('shows a new run without a reload, live ones as cards, and moves it to the table when it ends', async () => {
    const { page, errors } = await openPage(at.browser, at.server.url)
    await page.getByRole('link', { name: 'cars' }).waitFor()
    await ingest(at.server.url, [
      started('night', { loss: { id: 'mse' } }),
      points('night', 'train/loss', [3, 2, 1]),
    ])
    const card = page.getByRole('listitem').filter({ hasText: 'night' })
    await card.getByText('train/loss').waitFor()
    await ingest(at.server.url, [points('night', 'train/loss', ['NaN'], 4)])
    await card.getByText('Not a number').waitFor()
    await page.waitForFunction(() => document.title === '▲ 1 needs you · Lossglass')
    await reload(page)
    await page.waitForFunction(() => document.title === '▲ 1 needs you · Lossglass')
    await ingest(at.server.url, [ended('night')])
    const row = page.getByRole('row').filter({ hasText: 'night' })
    await row.getByText('Not a number').waitFor()
    await row.getByText('NaN').waitFor()
    await page.waitForFunction(() => document.title === 'Lossglass')
    expect(errors).toEqual([])
    await page.close()
  })

  it('says on every page how many runs are live and the worst that goes on in them', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/compare`)
    await page.getByRole('heading', { name: 'Compare' }).waitFor()
    await ingest(at.server.url, [started('watched'), points('watched', 'train/loss', [3, 2, 1])])
    const bar = page.getByRole('banner')
    await bar.getByRole('link', { name: '1 live' }).waitFor()
    await ingest(at.server.url, [points('watched', 'train/loss', ['NaN'], 4)])
    await bar.getByRole('link', { name: 'Not a number since step 4 · watched' }).click()
    await page.getByRole('heading', { name: 'watched' }).waitFor()
    await ingest(at.server.url, [ended('watched')])
    await bar.getByRole('link', { name: '1 live' }).waitFor({ state: 'detached' })
    await page.close()
  })

  it('finds, selects with the keyboard and opens the comparison', async () => {
    await ingest(at.server.url, [
      started('alpha', { loss: { id: 'mae' } }),
      points('alpha', 'train/loss', [2, 1]),
      ended('alpha'),
    ])
    const { page } = await openPage(at.browser, at.server.url)
    await page.getByRole('link', { name: 'alpha' }).waitFor()
    const search = page.getByLabel('Search the runs')
    await page.keyboard.press('/')
    await page.keyboard.type('alp')
    await page.getByRole('link', { name: 'night' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.url()).toContain('q=alp')
    // What was typed a moment ago calls nobody back from another page.
    await search.fill('alph')
    await page.getByRole('link', { name: 'alpha' }).click()
    await page.waitForURL(/runs\/alpha/)
    await page.waitForTimeout(500)
    expect(page.url()).toContain('runs/alpha')
    await page.goBack()
    await expect.poll(() => page.url()).toContain('q=alp')
    await page.getByRole('link', { name: 'Lossglass' }).click()
    await page.getByRole('link', { name: 'night' }).waitFor()
    expect(await search.inputValue()).toBe('')
    await page.getByRole('heading', { name: 'Runs' }).click()
    for (const key of ['j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key)
    await page.waitForURL(/\/compare\?runs=[\w-]+,[\w-]+/)
    await page.close()
  })

  it('deletes what is selected, unless it is undone', async () => {
    const { page } = await openPage(at.browser, at.server.url)
    await page.getByLabel('Select alpha').check()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('1 run deleted.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'alpha' }).waitFor()
    const other = await openPage(at.browser, at.server.url)
    await other.page.getByLabel('Select night').check()
    await page.getByLabel('Select night').check()
    await page.getByRole('button', { name: 'Delete' }).click()
    const names = async () =>
      (await getJson<{ runs: { name: string }[] }>(`${at.server.url}/api/runs`)).runs.map(({ name }) => name)
    await page.getByText('1 run deleted.').waitFor()
    // Who reloads has not taken it back.
    await page.reload()
    await eventually(async () => !(await names()).includes('night'))
    expect(await names()).toContain('alpha')
    await other.page.getByText('1 selected').waitFor({ state: 'detached' })
    await other.page.close()
    await page.close()
  })

  it('presses with Enter what has the focus, and opens the chosen row only where nothing has', async () => {
    await ingest(at.server.url, [started('row'), ended('row')])
    const { page } = await openPage(at.browser, at.server.url)
    await page.getByRole('link', { name: 'row', exact: true }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('button', { name: 'Start a training' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    await page.keyboard.press('Escape')
    expect(new URL(page.url()).pathname).toBe('/')
    await page.evaluate(() => (document.activeElement as HTMLElement)?.blur())
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/runs\//)
    await page.close()
  })

  it('puts trouble first, on a phone too, and keeps what is selected after a reload', async () => {
    const { page } = await openPage(at.browser, at.server.url, { viewport: { width: 390, height: 844 } })
    const loss = (run: string, values: unknown[]) => points(run, 'train/loss', values as number[])
    await ingest(at.server.url, [
      ...[started('bad'), loss('bad', [3, 2, 1, 'NaN']), started('well'), loss('well', [3, 2, 1])],
    ])
    await page.getByRole('heading', { name: '1 needs you · 1 fine' }).waitFor()
    await expect(page.getByRole('listitem').first().textContent()).resolves.toContain(
      'Not a number since step 4',
    )
    await page.getByRole('banner').getByRole('link', { name: 'Not a number since step 4 · bad' }).waitFor()
    await page.getByLabel('Select well').check()
    await page.reload()
    await page.getByText('1 selected').waitFor()
    await page.getByRole('link', { name: 'Compare', exact: true }).last().click()
    await page.waitForURL(/\/compare\?runs=well$/)
    await ingest(at.server.url, [ended('bad'), ended('well')])
    await page.close()
  })

  it('shows of live runs too only what is asked for', async () => {
    await ingest(at.server.url, [
      started('here', { project: 'ours' }),
      points('here', 'train/loss', [2, 1]),
      started('there', { project: 'theirs' }),
      points('there', 'train/loss', [2, 1]),
    ])
    const { page } = await openPage(at.browser, `${at.server.url}/?project=ours`)
    await page.getByRole('link', { name: 'here', exact: false }).first().waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'there' }).count()).toBe(0)
    await page.getByText('No run that has ended is like that.').waitFor()
    await ingest(at.server.url, [started('later', { project: 'theirs' }), ended('later'), ended('there')])
    await ingest(at.server.url, [ended('here')])
    await page.getByRole('row').filter({ hasText: 'here' }).waitFor()
    expect(await page.getByText('later').count()).toBe(0)
    expect(await page.getByRole('row').filter({ hasText: 'there' }).count()).toBe(0)
    await page.close()
  })

  it('says what it cannot read of an address, shows the runs without that, and keeps a search to be mended', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/?status=sleeping&q=loss+%3D`)
    await page
      .getByText(
        /Part of this address cannot be read and is left out\. .*"sleeping"\. A value is missing after =\./,
      )
      .waitFor()
    await page.getByRole('link', { name: 'alpha' }).first().waitFor()
    const search = page.getByRole('combobox', { name: 'Search the runs' })
    expect(await search.inputValue()).toBe('loss =')
    await search.fill('alpha')
    await page.waitForURL(/q=alpha/)
    await page.getByRole('link', { name: 'All runs' }).click()
    await page.getByText('Part of this address').waitFor({ state: 'detached' })
    await visit(page, `${at.server.url}/?q=projct+%3D+ours`)
    await page.getByText('No run here has "projct": did you mean project?', { exact: true }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('has no console error and no sideways scrolling at any size, nor have pages beside it', async () => {
    const paths = ['/', '/runs/alpha', '/compare?runs=alpha', '/compare']
    await expectSound(
      at.browser,
      paths.map((path) => `${at.server.url}${path}`),
    )
  })
})
